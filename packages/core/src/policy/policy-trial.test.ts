import type { DirectoryEntry, Recipient } from '@sprk/contracts';
import { describe, expect, it } from 'vitest';
import { aPolicy, aRecipient, aRegistration, HOUR, iso } from '../_fixtures.ts';
import { initialWeights } from '../learning/weights-artefact.ts';
import { denseModel } from '../matching/acceptance-model.ts';
import { checkPolicy } from './check-policy.ts';
import { createPolicyTrial } from './policy-trial.ts';
import { createStoredWorld } from './stored-world.ts';

const model = denseModel(initialWeights(() => '0'.repeat(64)));
const world = (recipients: readonly Recipient[]) =>
  createStoredWorld(recipients.map((recipient): DirectoryEntry => ({ kind: 'recipient', recipient })));
const lotAt = (hours: number, massKg = 20) => ({
  id: `ovs_${hours}`,
  registration: aRegistration({ massKg, readyAt: iso(hours * HOUR), collectBy: iso((hours + 8) * HOUR) }),
  registeredAt: iso(hours * HOUR),
});

function effectOf(recipients: readonly Recipient[], lots: number, policy = aPolicy()) {
  const trial = createPolicyTrial(world(recipients), policy, model);
  const first = Array.from({ length: lots }, (_, index) => trial.add(lotAt(index)));
  return { first, ...trial.effect() };
}

describe('a trial of a policy', () => {
  it('counts a candidate with the chance that it is reached and says yes', () => {
    const one = effectOf([aRecipient('a')], 1);
    const two = effectOf([aRecipient('a'), aRecipient('b')], 1);
    const chance = one.expectedServedShare;

    expect(one.expectedKg).toBeCloseTo(20 * chance, 9);
    // Twins: the second is asked when the first says no.
    expect(two.expectedServedShare).toBeCloseTo(chance + (1 - chance) * chance, 9);
    expect(two.expectedKm).toBeGreaterThan(one.expectedKm);
  });

  it('fills the room with what is expected, so that no day takes more than it has', () => {
    const { first, expectedKg, withoutCandidate } = effectOf([aRecipient('a', { capacityKg: 30 })], 12);

    expect(expectedKg).toBeLessThanOrEqual(30);
    expect(first.at(-1)).toBeUndefined();
    expect(withoutCandidate).toBeGreaterThan(0);
  });

  it('shows that fairness evens out', () => {
    const pair = [aRecipient('near', { lat: 52.521 }), aRecipient('far', { lat: 52.54 })];
    const uneven = effectOf(pair, 6, aPolicy({ fairness: 0 }));
    const even = effectOf(pair, 6, aPolicy({ fairness: 2 }));

    expect(new Set(uneven.first)).toEqual(new Set(['near']));
    expect(new Set(even.first)).toEqual(new Set(['near', 'far']));
    expect(even.expectedGini).toBeLessThan(uneven.expectedGini);
  });

  it('searches as far as widening would', () => {
    const far = [aRecipient('far', { lat: 52.65 })];

    expect(effectOf(far, 1).withoutCandidate).toBe(1);
    const wide = aPolicy({ widening: { factor: 1.5, maxDistanceKm: 30 } });
    expect(effectOf(far, 1, wide).first).toEqual(['far']);
  });
});

describe('a policy', () => {
  it('is checked as a whole, with all faults at once', () => {
    const values = { need: 0, distance: 0, fairness: 0, freshness: 0 };
    const twice = { name: 'We', weight: 1, values };

    expect(checkPolicy(aPolicy())).toEqual([]);
    const wrong = { widening: { factor: 2, maxDistanceKm: 3 }, stakeholders: [twice, twice] };
    expect(checkPolicy(aPolicy(wrong)).map(({ path }) => path)).toEqual([
      'widening.maxDistanceKm',
      'stakeholders.1.name',
    ]);
  });
});
