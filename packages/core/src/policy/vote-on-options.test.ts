import type { Policy, Stakeholder } from '@sprk/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aPolicy, aRecipient, aRegistration, iso, NOW } from '../_fixtures.ts';
import { initialWeights } from '../learning/weights-artefact.ts';
import { denseModel } from '../matching/acceptance-model.ts';
import { noActivity } from '../matching/activity.ts';
import { recommend } from '../matching/recommend.ts';

const model = denseModel(initialWeights(() => '0'.repeat(64)));
const stakeholder = (name: string, weight: number, values: Partial<Stakeholder['values']>): Stakeholder => ({
  name,
  weight,
  values: { need: 0, distance: 0, fairness: 0, freshness: 0, ...values },
});
const near = aRecipient('near', { lat: 52.521, needIndex: 0.5 });
const middle = aRecipient('middle', { lat: 52.53, needIndex: 2 });
const needy = aRecipient('needy', { lat: 52.55, needIndex: 3 });
const driver = stakeholder('drivers', 1, { distance: 5 });
const charity = stakeholder('charities', 1, { need: 1 });

function cascade(policy: Partial<Policy>, massKg = 40) {
  const request = {
    oversupplyId: 'ovs_1',
    round: 1,
    registration: aRegistration({ massKg }),
    registeredAt: iso(),
    excluded: [],
  };
  const city = {
    policy: aPolicy(policy),
    recipientsNear: () => [near, middle, needy],
    reservedKg: () => 0,
    activity: noActivity,
    meanNeed: 1.5,
    meanClaim: 150,
    meanReceivedShare: () => 0,
  };
  return recommend(request, city, model, NOW);
}
const idsOf = ({ candidates }: ReturnType<typeof cascade>) =>
  candidates.map(({ recipientId }) => recipientId);

describe('the votes of stakeholders', () => {
  it('order the cascade as the one who votes alone would', () => {
    expect(idsOf(cascade({ stakeholders: [driver] }))).toEqual(['near', 'middle', 'needy']);
    expect(idsOf(cascade({ stakeholders: [charity] }))).toEqual(['needy', 'middle', 'near']);
  });

  it('count by weight, and are named in the answer', () => {
    const drivers = cascade({ stakeholders: [{ ...driver, weight: 3 }, charity] });
    const charities = cascade({ stakeholders: [driver, { ...charity, weight: 3 }] });

    expect([idsOf(drivers)[0], idsOf(charities)[0]]).toEqual(['near', 'needy']);
    expect(drivers.votes).toBe(2);
    expect(cascade({}).votes).toBeUndefined();
  });

  it('make the utility: the mass times the share of the points', () => {
    const { candidates } = cascade({ stakeholders: [driver] });

    for (const [place, { utility }] of candidates.entries())
      expect(utility).toBeCloseTo((40 * (3 - place)) / 3);
  });

  it('do not bring in whom the policy itself finds not worth the trip', () => {
    const far = { kmCostKg: 10, needWeight: 0 };

    expect(idsOf(cascade(far, 20))).not.toContain('needy');
    expect(idsOf(cascade({ ...far, stakeholders: [charity] }, 20))).not.toContain('needy');
  });

  it('change nothing when the only voter has the values of the policy, but the utility', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 2, noNaN: true }),
        (need, distance) => {
          const plain = { needWeight: need, kmCostKg: distance };
          const { fairness, freshnessExponent: freshness } = aPolicy();
          const same = stakeholder('all', 1, { need, distance, fairness, freshness });

          expect(idsOf(cascade({ ...plain, stakeholders: [same] }))).toEqual(idsOf(cascade(plain)));
        },
      ),
    );
  });
});
