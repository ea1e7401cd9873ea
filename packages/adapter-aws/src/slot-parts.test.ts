import { describe, expect, it } from 'vitest';
import { resourceNames } from './resource-names.ts';
import { slotPart, slotSums } from './slot-parts.ts';

const DATE = '2026-03-02';
const deps = { names: resourceNames('test') } as Parameters<typeof slotPart>[0];
const partOf = (...deltas: readonly [deltaKg: number, capacityKg: number][]) => {
  const [sum] = slotSums(
    deltas.map(([deltaKg, capacityKg]) => ({ recipientId: 'rec_1', date: DATE, deltaKg, capacityKg })),
  );
  return slotPart(deps, sum!);
};
const updateOf = (...deltas: readonly [number, number][]) => partOf(...deltas).write.Update;

describe('writes of slots', () => {
  it('counts deltas of one slot together, with the lowest bound of those that add', () => {
    const delta = { recipientId: 'rec_1', date: DATE };
    const sums = slotSums([
      { ...delta, deltaKg: -90, capacityKg: 0 },
      { ...delta, deltaKg: 50, capacityKg: 60 },
      { ...delta, deltaKg: 45, capacityKg: 100 },
      { ...delta, date: '2026-03-03', deltaKg: -1, capacityKg: 0 },
    ]);

    expect(sums).toEqual([
      { ...delta, sumMg: 5_000_000, capacityMg: 60_000_000 },
      { ...delta, date: '2026-03-03', sumMg: -1_000_000, capacityMg: Number.POSITIVE_INFINITY },
    ]);
  });

  it('bounds a rise from above, also where there is no item yet', () => {
    expect(updateOf([40, 100])).toMatchObject({
      ConditionExpression: 'attribute_not_exists(pk) OR reservedMg <= :max',
      ExpressionAttributeValues: { ':mg': 40_000_000, ':max': 60_000_000 },
    });
    expect(updateOf([101, 100])?.ConditionExpression).toBe('reservedMg <= :max');
  });

  it('bounds a release from below only', () => {
    expect(updateOf([-10, 0])).toMatchObject({
      ConditionExpression: 'reservedMg >= :min',
      ExpressionAttributeValues: { ':min': 10_000_000 },
    });
  });

  it('tells a full slot from one that holds less than is released', () => {
    expect(partOf([40, 100]).refused?.({ reservedMg: '70000000' })).toEqual({
      kind: 'slotFull',
      recipientId: 'rec_1',
    });
    expect(() => partOf([-1, 0]).refused?.({ reservedMg: '999999' })).toThrow(
      'Slot rec_1 2026-03-02 holds 0.999999 kg: 1 kg cannot be released.',
    );
    expect(() => partOf([-1, 0]).refused?.(undefined)).toThrow(/cannot be released/);
  });
});
