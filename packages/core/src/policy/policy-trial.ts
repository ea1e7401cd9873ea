import type { MatchRequest, Policy, PolicyEffect, Recommendation } from '@sprk/contracts';
import { gini } from '@sprk/numerics';
import type { AcceptanceModel } from '../matching/acceptance-model.ts';
import { withReach } from '../matching/city.ts';
import { assessRecipient } from '../matching/eligibility.ts';
import { recommend } from '../matching/recommend.ts';
import { receivedShare } from '../matching/value.ts';
import { createModelledCity } from './modelled-city.ts';
import type { RecordedLot, StoredWorld } from './stored-world.ts';
import { nextReachKm } from './widening.ts';

export interface PolicyTrial {
  /** Matches a lot as of its registration. @returns who would be asked first */
  add(lot: RecordedLot): string | undefined;
  effect(): PolicyEffect;
}

/**
 * What a policy is expected to do with a stream of lots, given in order of time. In each cascade a candidate counts with
 * the chance that all before say no and it says yes. Modelled: the chances are the model's. The rest of a part and the
 * hub are left out.
 */
export function createPolicyTrial(world: StoredWorld, policy: Policy, model: AcceptanceModel): PolicyTrial {
  const city = createModelledCity(world, policy);
  const byId = new Map(world.recipients.map((recipient) => [recipient.id, recipient]));
  const expectedKg = new Map<string, number>();
  let totalKg = 0;
  let km = 0;
  let withoutCandidate = 0;

  function expectCascade(request: MatchRequest, candidates: Recommendation['candidates'], now: number): void {
    let reached = 1;
    for (const { recipientId, probability, massKg } of candidates) {
      const recipient = byId.get(recipientId);
      if (!recipient) continue;
      const chance = reached * probability;
      reached -= chance;
      const wide = withReach(policy, request.maxDistanceKm);
      const question = { registration: request.registration, massKg, recipient, policy: wide, now };
      const fit = assessRecipient({ ...question, declinedBefore: false });
      if (fit.kind === 'eligible') city.expect(recipientId, fit.slotDate, chance * massKg, now);
      expectedKg.set(recipientId, (expectedKg.get(recipientId) ?? 0) + chance * massKg);
      km += chance * fit.distanceKm;
    }
  }

  return {
    add({ id, registration, registeredAt }) {
      const now = Date.parse(registeredAt);
      let request: MatchRequest = { oversupplyId: id, round: 1, registration, registeredAt, excluded: [] };
      let { candidates } = recommend(request, city, model, now);
      while (candidates.length === 0) {
        const widerKm = nextReachKm(request.maxDistanceKm ?? policy.maxDistanceKm, policy);
        if (widerKm === undefined) break;
        request = { ...request, maxDistanceKm: widerKm };
        ({ candidates } = recommend(request, city, model, now));
      }
      totalKg += registration.massKg;
      if (candidates.length === 0) withoutCandidate += 1;
      expectCascade(request, candidates, now);
      return candidates[0]?.recipientId;
    },
    effect() {
      const active = world.recipients.filter((recipient) => recipient.active);
      const sum = [...expectedKg.values()].reduce((kg, each) => kg + each, 0);
      return {
        expectedKg: sum,
        expectedKm: km,
        expectedServedShare: totalKg > 0 ? sum / totalKg : 0,
        expectedGini: gini(active.map((one) => receivedShare(expectedKg.get(one.id) ?? 0, one))),
        withoutCandidate,
      };
    },
  };
}
