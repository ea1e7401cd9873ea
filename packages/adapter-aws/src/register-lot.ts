import type { IdempotencyClash, LotStore } from '@sprk/core';
import { checkUnitSize } from '@sprk/core/ports/unit-size';
import { claimPart } from './claims.ts';
import type { Kernel } from './kernel.ts';
import { lotItem } from './lot-items.ts';
import { reasonOf, type UnitPart } from './unit-part.ts';

type Registration = Parameters<LotStore['register']>[0];

/** @throws Error for a lot that is there already, under another key */
export async function registerLot(
  { deps, unit }: Kernel,
  { lot, idempotency, events }: Registration,
): Promise<{ readonly kind: 'registered' } | IdempotencyClash> {
  checkUnitSize(2 + events.length);
  const parts: readonly UnitPart<IdempotencyClash>[] = [
    claimPart(deps, idempotency),
    {
      write: {
        Put: {
          TableName: deps.names.table('lots'),
          Item: lotItem(lot),
          ConditionExpression: 'attribute_not_exists(pk)',
        },
      },
      refused() {
        throw new Error(`Lot ${lot.id} exists already.`);
      },
    },
  ];
  const result = await unit.commit(
    parts.map(({ write }) => write),
    { events, touched: [], counts: { matching: 1 } },
  );
  return result.kind === 'committed' ? { kind: 'registered' } : reasonOf(parts, result);
}
