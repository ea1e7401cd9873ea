import { BLOCK_REASONS, type BlockReason } from '@sprk/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aPolicy, aRecipient, aRegistration, HOUR, iso, NOW } from '../_fixtures.ts';
import { noActivity } from '../matching/activity.ts';
import { aCase, daily } from './_cases.ts';
import type { Change } from './change.ts';
import { changesFor } from './changes-for.ts';
import { assessCase, type ExplainedCase } from './explained-case.ts';

/** The case after that change was made; undefined where nobody can make it. */
function changed(one: ExplainedCase, change: Change): ExplainedCase | undefined {
  const { recipient, registration, activity } = one;
  const withRecipient = (patch: object) => ({ ...one, recipient: { ...recipient, ...patch } });
  const withLot = (patch: object) => ({ ...one, registration: { ...registration, ...patch } });
  switch (change.code) {
    case 'be_active':
      return withRecipient({ active: true });
    case 'be_verified':
      return withRecipient({ verified: true });
    case 'accept_category':
      return withRecipient({ categories: [...recipient.categories, change.category] });
    case 'accept_allergens':
      return withRecipient({
        refusedAllergens: recipient.refusedAllergens.filter(
          (allergen) => !change.allergens.includes(allergen),
        ),
      });
    case 'have_storage':
      return withRecipient({ temperatures: [...recipient.temperatures, change.temperature] });
    case 'accept_best_before_passed':
      return withRecipient({ acceptsBestBeforePassed: true });
    case 'reach_farther':
      return withRecipient({ maxDistanceKm: change.distanceKm });
    case 'collect_until':
      return withLot({ collectBy: new Date(Math.ceil(change.untilAt)).toISOString() });
    case 'be_open':
      return withRecipient({ schedule: undefined, closures: [] });
    case 'more_room':
      return withRecipient({ capacityKg: recipient.capacityKg + change.massKg });
    case 'divide':
      return withLot({ divisible: true, minPartKg: change.massKg });
    case 'fewer_open_offers':
      return { ...one, activity: { ...activity, openOffers: activity.openOffers - change.fewer } };
    default:
      return undefined;
  }
}

function reasonsOf(one: ExplainedCase): readonly BlockReason[] {
  const assessment = assessCase(one);
  return assessment.kind === 'blocked' ? assessment.reasons : [];
}

const anyCase = fc
  .record({
    active: fc.boolean(),
    verified: fc.boolean(),
    categories: fc.constantFrom(['produce' as const], ['dairy' as const]),
    temperatures: fc.constantFrom(['ambient' as const], ['frozen' as const]),
    refusedAllergens: fc.constantFrom([], ['milk' as const], ['milk' as const, 'nuts' as const]),
    acceptsBestBeforePassed: fc.boolean(),
    lat: fc.double({ min: 52.4, max: 52.8, noNaN: true }),
    maxDistanceKm: fc.constantFrom(undefined, 1, 5),
    capacityKg: fc.constantFrom(0.5, 3, 12.4, 50, 100),
    schedule: fc.constantFrom(undefined, daily(8, 10), daily(9, 12), daily(15, 17), daily(20, 22)),
    massKg: fc.constantFrom(1, 10, 24.8, 60),
    divisible: fc.boolean(),
    minPartKg: fc.constantFrom(undefined, 1, 5),
    collectHours: fc.constantFrom(0.1, 1, 5, 12, 30),
    bestBefore: fc.constantFrom('2026-11-23', '2026-11-24', '2026-11-26'),
    openOffers: fc.constantFrom(0, 4, 5, 9),
    reserved: fc.constantFrom(0, 2, 11.7),
  })
  .map((drawn) => {
    const { massKg, divisible, minPartKg, collectHours, bestBefore, openOffers, reserved, ...recipient } =
      drawn;
    return aCase({
      recipient: aRecipient('x', JSON.parse(JSON.stringify(recipient))),
      registration: aRegistration({
        massKg,
        divisible,
        ...(minPartKg && divisible && { minPartKg: Math.min(minPartKg, massKg) }),
        collectBy: iso(collectHours * HOUR),
        date: { type: 'best_before', on: bestBefore },
        allergens: ['milk'],
      }),
      activity: { ...noActivity('x'), openOffers },
      reservedKg: () => reserved,
    });
  });

describe('what would have to change', () => {
  it('is enough: the first change for a reason takes that reason away', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(anyCase, (one) => {
        for (const reason of reasonsOf(one)) {
          const [first] = changesFor(reason, one);
          const after = first && changed(one, first);
          seen.add(`${reason} ${first?.code}`);
          expect(first?.code).not.toBe('nothing_any_more');
          if (after) expect(reasonsOf(after)).not.toContain(reason);
        }
      }),
      { numRuns: 1000 },
    );
    expect([...seen].sort()).toEqual(
      expect.arrayContaining(['capacity more_room', 'closed collect_until', 'too_late collect_until']),
    );
  });

  it('is the least: with any less the reason stays', () => {
    const one = aCase({
      recipient: aRecipient('x', { capacityKg: 20 }),
      registration: aRegistration({ massKg: 25 }),
      reservedKg: () => 7.4,
    });

    expect(changesFor('capacity', one)).toEqual([
      { code: 'more_room', massKg: 12.4, date: '2026-11-24' },
      { code: 'divide', massKg: 12.6 },
    ]);
    const less = { code: 'more_room', massKg: 12.399, date: '2026-11-24' } as const;
    expect(reasonsOf(changed(one, less) as ExplainedCase)).toEqual(['capacity']);
  });

  it('names a later time to collect, or hours to be open at', () => {
    const closed = aCase({
      recipient: aRecipient('x', { schedule: daily(18, 20) }),
      registration: aRegistration({ collectBy: iso(5 * HOUR) }),
    });

    expect(changesFor('closed', closed)).toMatchObject([
      { code: 'collect_until', untilAt: NOW + 7 * HOUR, insteadOfAt: NOW + 5 * HOUR },
      { code: 'be_open', untilAt: NOW + 5 * HOUR },
    ]);
  });

  it('has an answer to every reason, and says so when nothing stands in the way any more', () => {
    for (const reason of BLOCK_REASONS) {
      expect(changesFor(reason, aCase()).length, reason).toBeGreaterThan(0);
    }
    expect(changesFor('inactive', aCase())).toEqual([{ code: 'nothing_any_more' }]);
    expect(changesFor('declined_before', aCase())).toEqual([{ code: 'nothing_after_no' }]);
    expect(changesFor('too_far', aCase({ policy: aPolicy({ maxDistanceKm: 1 }) }))).toMatchObject([
      { code: 'reach_farther', insteadOfKm: 1 },
    ]);
  });
});
