import { describe, expect, it } from 'vitest';
import { aPolicy } from '../_fixtures.ts';
import { mayPass, NOBODY, nearness, unmatchedCause } from './unmatched-cause.ts';
import { deliveryValue, fairnessBonus, receivedShare, utility } from './value.ts';

const policy = aPolicy({ needWeight: 0.5, kmCostKg: 0.8, fairness: 0.2, priceWeight: 0.8 });
const delivery = { massKg: 10, distanceKm: 5, freshness: 0.25, relativeNeed: 2 };

describe('value', () => {
  it('weighs kilograms by need and takes the way off', () => {
    expect(deliveryValue(delivery, policy)).toBeCloseTo(10 * 1.5 - 4, 12);
    expect(deliveryValue(delivery, aPolicy({ ...policy, freshnessExponent: 0.5 }))).toBeCloseTo(7.5 - 4, 12);
    expect(deliveryValue({ ...delivery, freshness: 0 }, aPolicy({ ...policy, freshnessExponent: 1 }))).toBe(
      -4,
    );
  });

  it('prefers who received less than others, within bounds', () => {
    const bonus = (received: number, meanReceived: number, relativeClaim = 1) =>
      fairnessBonus({ received, meanReceived, oneDay: 1, relativeClaim }, policy);

    expect(bonus(1, 1)).toBe(0);
    expect(bonus(0, 1)).toBeCloseTo(0.2 / 2, 12);
    expect(bonus(100, 1)).toBeCloseTo(-0.2, 12);
    expect(bonus(0, 0)).toBe(0);
  });

  it('counts a kilogram for more where it moves the share more, up to a limit', () => {
    const bonus = (relativeClaim: number) =>
      fairnessBonus({ received: 0, meanReceived: 1, oneDay: 1, relativeClaim }, policy);

    expect(bonus(0.5)).toBeCloseTo(2 * bonus(1), 12);
    expect(bonus(0.01)).toBeCloseTo(3 * bonus(1), 12);
    expect(bonus(0)).toBe(0);
  });

  it('measures what was received by need and capacity', () => {
    expect(receivedShare(50, { needIndex: 2, capacityKg: 100 })).toBe(0.25);
    expect(receivedShare(50, { needIndex: 0, capacityKg: 100 })).toBe(0);
  });

  it('charges for the room that an acceptance takes', () => {
    expect(utility(20, 0.1, 0.5, 10, policy)).toBeCloseTo(20 + 1 - 4, 12);
  });
});

describe('unmatchedCause', () => {
  it('tells the obstacle of the recipient that was nearest to a yes', () => {
    const cause = (...blocked: Parameters<typeof nearness>[0][]) =>
      unmatchedCause(Math.max(NOBODY, ...blocked.map(nearness)));

    expect(cause()).toBe('no_recipient_in_range');
    expect(cause(['too_far'], ['inactive', 'capacity'])).toBe('no_recipient_in_range');
    expect(cause(['category', 'closed'], ['cold_chain'])).toBe('cold_chain');
    expect(cause(['closed'], ['capacity'], ['category'])).toBe('capacity');
    expect(cause(['part_too_small'])).toBe('capacity');
    expect(cause(['use_by_passed', 'capacity'])).toBe('past_date');
    expect(cause(['fatigue'], ['declined_before'])).toBe('recipients_busy');
    expect(nearness([])).toBe(NOBODY);
  });

  it('expects only room and patience to come back by themselves', () => {
    expect(
      (['capacity', 'recipients_busy', 'closed', 'no_answer'] as const).map((c) => mayPass(c as never)),
    ).toEqual([true, true, false, false]);
  });
});
