import type { CommitResult, LotChange } from '@sprk/core';
import { checkUnitSize, countItems } from '@sprk/core/ports/unit-size';
import { activityPart, type NotLatest } from './activity-part.ts';
import { activitySums } from './activity-sums.ts';
import { auditWrites } from './audit-log.ts';
import type { AwsDeps } from './aws-deps.ts';
import { activityEntry, slotEntry } from './directory-key.ts';
import type { Effects } from './effects.ts';
import { impactWrite } from './impact-ledger.ts';
import type { Kernel } from './kernel.ts';
import { lotItem, offerItem, recommendationItem } from './lot-items.ts';
import { slotPart, slotSums } from './slot-parts.ts';
import { reasonOf, type UnitPart } from './unit-part.ts';

type Part = UnitPart<CommitResult | NotLatest>;

/** Stores one step of a lot's life. The order of the parts is that of the refusals: stale, slotFull, fatigued. */
export async function commitLot({ deps, unit }: Kernel, change: LotChange): Promise<CommitResult> {
  checkUnitSize(countItems(change));
  const notLatest = new Set<string>();
  for (;;) {
    const parts = [
      ...lotParts(deps, change),
      ...slotSums(change.slots).map((sum) => slotPart(deps, sum)),
      ...activitySums(change.activity).map((sum) => activityPart(deps, sum, !notLatest.has(sum.recipientId))),
      ...restOf(deps, change),
    ];
    const result = await unit.commit(
      parts.map(({ write }) => write),
      effectsOf(change),
    );
    if (result.kind === 'committed') return result;
    const reason = reasonOf(parts, result);
    if (reason.kind !== 'notLatest') return reason;
    notLatest.add(reason.recipientId);
  }
}

function lotParts({ names }: AwsDeps, { lot, children, recommendation }: LotChange): readonly Part[] {
  const TableName = names.table('lots');
  const refused = () => ({ kind: 'stale' }) as const;
  const isNew = { ConditionExpression: 'attribute_not_exists(pk)' };
  const isBefore = {
    ConditionExpression: 'version = :before',
    ExpressionAttributeValues: { ':before': lot.version - 1 },
  };
  return [
    { write: { Put: { TableName, Item: lotItem(lot), ...isBefore } }, refused },
    ...children.map((child) => ({ write: { Put: { TableName, Item: lotItem(child), ...isNew } }, refused })),
    ...(recommendation
      ? [{ write: { Put: { TableName, Item: recommendationItem(recommendation), ...isNew } }, refused }]
      : []),
  ];
}

/** What nothing stands against. */
function restOf(deps: AwsDeps, { lot, offers, impact, audit }: LotChange): readonly Part[] {
  const TableName = deps.names.table('lots');
  const writes = [
    ...offers.map((offer) => ({ Put: { TableName, Item: offerItem(offer) } })),
    ...(impact ? [impactWrite(deps, lot.id, impact)] : []),
    ...auditWrites(deps, audit),
  ];
  return writes.map((write) => ({ write }));
}

function effectsOf({ slots, activity, counts, events }: LotChange): Effects {
  const touched = [
    ...slots.map(({ recipientId, date }) => slotEntry(recipientId, date)),
    ...activity.map(({ recipientId }) => activityEntry(recipientId)),
  ];
  return { events, touched: [...new Set(touched)], counts };
}
