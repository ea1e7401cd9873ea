import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aPolicy, aRecipient, aRegistration, iso, NOW } from '../_fixtures.ts';
import { initialWeights } from '../learning/weights-artefact.ts';
import { denseModel } from '../matching/acceptance-model.ts';
import { noActivity } from '../matching/activity.ts';
import { assessRecipient } from '../matching/eligibility.ts';
import { recommend } from '../matching/recommend.ts';
import { nextReachKm, widestKm } from './widening.ts';

const model = denseModel(initialWeights(() => '0'.repeat(64)));

describe('widening', () => {
  it('goes on by its factor up to its limit, and is off unless the policy has it', () => {
    const policy = aPolicy({ maxDistanceKm: 12, widening: { factor: 2, maxDistanceKm: 40 } });

    expect([12, 24, 40, 50].map((km) => nextReachKm(km, policy))).toEqual([24, 40, undefined, undefined]);
    expect(nextReachKm(12, aPolicy())).toBeUndefined();
    expect([widestKm(policy), widestKm(aPolicy({ maxDistanceKm: 9 }))]).toEqual([40, 9]);
  });

  it('selects nobody whom a rule refuses besides the distance that the policy sets', () => {
    const anyone = fc.record({
      active: fc.boolean(),
      verified: fc.boolean(),
      capacityKg: fc.constantFrom(5, 100),
      lat: fc.double({ min: 52.4, max: 53, noNaN: true }),
      categories: fc.constantFrom('produce' as const, 'dairy' as const).map((one) => [one]),
      temperatures: fc.constantFrom('ambient' as const, 'frozen' as const).map((one) => [one]),
      maxDistanceKm: fc.constantFrom(undefined, 3, 30),
    });
    const policy = aPolicy({ kmCostKg: 0 });

    fc.assert(
      fc.property(fc.array(anyone, { maxLength: 20 }), fc.constantFrom(20, 60), (all, maxDistanceKm) => {
        const recipients = all.map(({ maxDistanceKm: own, ...one }, index) =>
          aRecipient(`r${index}`, { ...one, ...(own !== undefined && { maxDistanceKm: own }) }),
        );
        const registration = aRegistration();
        const request = {
          oversupplyId: 'ovs_1',
          round: 2,
          registration,
          registeredAt: iso(),
          maxDistanceKm,
          excluded: [],
        };
        const city = {
          policy,
          recipientsNear: () => recipients,
          reservedKg: () => 0,
          activity: noActivity,
          meanNeed: 1,
          meanClaim: 100,
          meanReceivedShare: () => 0,
        };

        for (const { recipientId } of recommend(request, city, model, NOW).candidates) {
          const recipient = recipients.find(({ id }) => id === recipientId) ?? aRecipient('?');
          const fit = assessRecipient({
            registration,
            massKg: registration.massKg,
            recipient,
            policy,
            now: NOW,
            declinedBefore: false,
          });
          expect(fit.kind === 'blocked' ? fit.reasons : []).toEqual(
            fit.distanceKm > 12 ? farOnly(recipient) : [],
          );
          expect(fit.distanceKm).toBeLessThanOrEqual(recipient.maxDistanceKm ?? maxDistanceKm);
        }
      }),
      { numRuns: 100 },
    );
  });
});

/** One that reaches that far itself is within its own limit. */
function farOnly({ maxDistanceKm }: { readonly maxDistanceKm?: number }) {
  return maxDistanceKm === undefined ? ['too_far'] : [];
}
