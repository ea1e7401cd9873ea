import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aPolicy, aRecipient, aRegistration, HOUR, iso, NOW } from '../_fixtures.ts';
import {
  daysSinceAcceptance,
  faded,
  fadeFactor,
  fadingWeight,
  meanResponseMinutes,
  noActivity,
  responseRate,
} from './activity.ts';
import { assessRecipient, type Eligible } from './eligibility.ts';
import {
  daypartFeature,
  FEATURE_COUNT,
  featureName,
  namedFeature,
  priorVariance,
  recipientCategoryFeature,
  recipientFeature,
  SCHEMA_HASH,
} from './feature-layout.ts';
import { featureRow } from './features.ts';
import { freshnessOf } from './freshness.ts';

const DAY = 24 * HOUR;
const recipient = aRecipient('rec_a');

function fitOf(registration = aRegistration()): Eligible {
  const { massKg } = registration;
  const question = { registration, massKg, recipient, policy: aPolicy(), now: NOW, declinedBefore: false };
  const assessment = assessRecipient({ ...question, reservedKg: () => 25 });
  if (assessment.kind === 'blocked') throw new Error(assessment.reasons.join());
  return assessment;
}
function rowOf(activity = noActivity('rec_a'), registration = aRegistration()) {
  return new Map(
    featureRow(registration, recipient, fitOf(registration), activity, NOW).map(([index, value]) => [
      featureName(index),
      value,
    ]),
  );
}

describe('featureRow', () => {
  it('sees the offer and a newcomer as they are', () => {
    expect(Object.fromEntries(rowOf())).toEqual({
      bias: 1,
      distance: 0.1446,
      travel_time: 0.0241,
      mass_of_capacity: 0.1,
      slot_fill: 0.25,
      hours_to_delivery: 0.004,
      shelf_life_left: 0.9984,
      days_since_last_acceptance: 1,
      acceptances_same_category: 0,
      acceptances_other_categories: 0,
      response_rate: 1,
      response_minutes: 0.3333,
      open_offers: 0,
      weekday_morning: 1,
      category_produce: 1,
      kind_soup_kitchen: 1,
      recipient: 1,
      recipient_category: 1,
    });
  });

  it('sees what a recipient did lately', () => {
    const week = fadingWeight(NOW - 7 * DAY);
    const row = rowOf({
      ...noActivity('rec_a'),
      openOffers: 2,
      lastAcceptedAt: iso(-21 * DAY),
      fadedOffers: 4 * week,
      fadedAnswers: 2 * week,
      fadedResponseMinutes: 2 * 30 * week,
      fadedAcceptances: 3 * week,
      fadedAcceptancesByCategory: { produce: week },
    });
    const quarter = Math.exp(-7 / 28);

    expect(row.get('days_since_last_acceptance')).toBe(0.25);
    expect(row.get('acceptances_same_category')).toBeCloseTo(quarter / 12, 4);
    expect(row.get('acceptances_other_categories')).toBeCloseTo((2 * quarter) / 12, 4);
    expect(row.get('response_rate')).toBeCloseTo((2 * quarter + 1) / (4 * quarter + 1), 4);
    expect(row.get('response_minutes')).toBe(0.5);
    expect(row.get('open_offers')).toBe(0.4);
  });

  it('names only coordinates of the layout, clipped to single figures', () => {
    const wild = fc.record({
      openOffers: fc.integer({ min: -5, max: 1000 }),
      fadedOffers: fc.double({ min: -1, max: 1e30, noNaN: true }),
      fadedAnswers: fc.double({ min: -1, max: 1e30, noNaN: true }),
      fadedResponseMinutes: fc.double({ min: 0, max: 1e30, noNaN: true }),
      fadedAcceptances: fc.double({ min: 0, max: 1e30, noNaN: true }),
    });

    fc.assert(
      fc.property(wild, (activity) => {
        for (const [index, value] of featureRow(
          aRegistration(),
          recipient,
          fitOf(),
          { ...noActivity('rec_a'), ...activity },
          NOW,
        )) {
          expect(index >= 0 && index < FEATURE_COUNT).toBe(true);
          expect(value >= 0 && value <= 7).toBe(true);
        }
      }),
    );
  });
});

describe('the feature layout', () => {
  it('is the one that stored weights were made for', () => {
    expect([FEATURE_COUNT, SCHEMA_HASH]).toEqual([32_803, 'c2089558a3b1946b']);
    expect(namedFeature('open_offers')).toBe(12);
    expect(() => namedFeature('need')).toThrow('Unknown feature: need.');
  });

  it('has a coordinate of its own for a recipient, and for it with each category', () => {
    expect(featureName(recipientFeature('rec_a'))).toBe('recipient');
    expect(featureName(recipientCategoryFeature('rec_a', 'dairy'))).toBe('recipient_category');
    expect(recipientFeature('rec_a')).not.toBe(recipientFeature('rec_b'));
    expect(recipientCategoryFeature('rec_a', 'dairy')).not.toBe(recipientCategoryFeature('rec_a', 'produce'));
  });

  it('knows six parts of four of the day', () => {
    const part = (weekday: number, minute: number) => featureName(daypartFeature(weekday, minute));

    expect([part(0, 0), part(4, 360), part(5, 1079), part(6, 1439)]).toEqual([
      'weekday_night',
      'weekday_morning',
      'weekend_afternoon',
      'weekend_evening',
    ]);
  });

  it('believes more in what differs between recipients than in the rest', () => {
    const index = (name: string) => priorVariance(namedFeature(name));

    expect([index('bias'), index('distance'), index('category_dairy'), index('slot_fill')]).toEqual([
      1, 1, 0.3, 0.3,
    ]);
    expect(priorVariance(recipientFeature('x'))).toBe(0.6);
    expect(priorVariance(recipientCategoryFeature('x', 'dairy'))).toBe(0.5);
  });
});

describe('faded sums', () => {
  it('count 1/e after 28 days, in whatever order they were added', () => {
    expect(faded(fadingWeight(NOW), NOW)).toBeCloseTo(1, 12);
    expect(faded(fadingWeight(NOW - 28 * DAY), NOW)).toBeCloseTo(1 / Math.E, 12);
    expect(fadingWeight(NOW) * fadeFactor(NOW)).toBeCloseTo(1, 12);
    expect(Number.isFinite(fadingWeight(NOW + 20 * 365 * DAY))).toBe(true);
  });

  it('read a recipient', () => {
    const one = { ...noActivity('a'), fadedOffers: 1, lastAcceptedAt: iso(DAY) };

    expect(responseRate(one, 1)).toBe(0.5);
    expect(responseRate({ ...one, fadedAnswers: 2 }, 1)).toBe(1);
    expect(responseRate({ ...one, fadedOffers: -1e-17 }, 1)).toBe(1);
    expect(meanResponseMinutes({ ...one, fadedAnswers: 2, fadedResponseMinutes: 30 })).toBe(15);
    expect(daysSinceAcceptance(one, NOW)).toBe(0);
    expect(daysSinceAcceptance({ ...one, lastAcceptedAt: iso(-400 * DAY) }, NOW)).toBe(84);
  });
});

describe('freshnessOf', () => {
  it('falls from 1 at readyAt to 0 at the end of the printed day', () => {
    const lot = aRegistration({ date: { type: 'use_by', on: '2026-11-24' } });
    const end = Date.parse('2026-11-24T23:59:59Z');

    expect(freshnessOf(lot, NOW)).toBe(1);
    expect(freshnessOf(lot, (NOW + end) / 2)).toBeCloseTo(0.5, 12);
    expect(freshnessOf(lot, end + 1)).toBe(0);
    expect(freshnessOf(lot, NOW - HOUR)).toBe(1);
  });

  it('is 1 for what only says when it was packed and 0 for what was past its date when ready', () => {
    expect(freshnessOf(aRegistration({ date: { type: 'packed', on: '2020-01-01' } }), NOW)).toBe(1);
    expect(freshnessOf(aRegistration({ date: { type: 'best_before', on: '2026-11-23' } }), NOW)).toBe(0);
  });
});
