import type { CommitResult, SlotDelta } from '@sprk/core';
import { toKg, toMilligrams } from '@sprk/core/shared/milligrams';
import type { AwsDeps } from './aws-deps.ts';
import { slotKey } from './ledger-keys.ts';
import type { UnitPart } from './unit-part.ts';

export interface SlotSum {
  readonly recipientId: string;
  readonly date: string;
  readonly sumMg: number;
  /** Upper bound of what is held afterwards; Infinity when nothing is added. */
  readonly capacityMg: number;
}

/** Slots of past days are kept for that long, ms. */
const SLOT_RETENTION_MS = 60 * 86_400_000;

/** Deltas of one slot count together: a transaction may touch an item once. */
export function slotSums(deltas: readonly SlotDelta[]): readonly SlotSum[] {
  const sums = new Map<string, SlotSum>();
  for (const { recipientId, date, deltaKg, capacityKg } of deltas) {
    const key = `${recipientId} ${date}`;
    const before = sums.get(key);
    const capacityMg = deltaKg > 0 ? toMilligrams(capacityKg) : Number.POSITIVE_INFINITY;
    sums.set(key, {
      recipientId,
      date,
      sumMg: (before?.sumMg ?? 0) + toMilligrams(deltaKg),
      capacityMg: Math.min(before?.capacityMg ?? Number.POSITIVE_INFINITY, capacityMg),
    });
  }
  return [...sums.values()];
}

export function slotPart({ names }: AwsDeps, sum: SlotSum): UnitPart<CommitResult> {
  const { recipientId, date, sumMg } = sum;
  const { ConditionExpression, values } = conditionOf(sum);
  const expiresAt = Math.floor((Date.parse(date) + SLOT_RETENTION_MS) / 1000);
  return {
    write: {
      Update: {
        TableName: names.table('partners'),
        Key: slotKey(recipientId, date),
        UpdateExpression: 'SET expiresAt = :expiresAt ADD reservedMg :mg',
        ExpressionAttributeValues: { ':mg': sumMg, ':expiresAt': expiresAt, ...values },
        ...(ConditionExpression !== '' && { ConditionExpression }),
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      },
    },
    refused(stored) {
      const heldMg = Number(stored?.reservedMg ?? 0);
      if (heldMg + sumMg >= 0) return { kind: 'slotFull', recipientId };
      const held = `Slot ${recipientId} ${date} holds ${toKg(heldMg)} kg`;
      throw new Error(`${held}: ${-toKg(sumMg)} kg cannot be released.`);
    },
  };
}

/** 0 <= held + sum <= capacity. Nothing is held where there is no item, which is decided here. */
function conditionOf({ sumMg, capacityMg }: SlotSum) {
  const bounds: string[] = [];
  const values: Record<string, number> = {};
  if (sumMg < 0) {
    bounds.push('reservedMg >= :min');
    values[':min'] = -sumMg;
  }
  if (capacityMg < Number.POSITIVE_INFINITY) {
    bounds.push('reservedMg <= :max');
    values[':max'] = capacityMg - sumMg;
  }
  const held = bounds.join(' AND ');
  const mayBeNew = sumMg >= 0 && sumMg <= capacityMg;
  return { ConditionExpression: held && mayBeNew ? `attribute_not_exists(pk) OR ${held}` : held, values };
}
