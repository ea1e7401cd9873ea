import type { Policy, Registration, Stakeholder } from '@sprk/contracts';
import type { AcceptanceModel } from '../matching/acceptance-model.ts';
import { type Scores, type ScoringCity, scoreOptions } from '../matching/score-options.ts';
import type { Option } from '../matching/sift.ts';
import { combineByBorda } from './combine-by-borda.ts';

/**
 * Where the policy has stakeholders, their votes stand in for the utility: the mass of the lot times the share of the
 * points. Each stakeholder ranks by the same formula with their own values. Whether somebody is worth the trip at all is
 * no matter of ranks, so that stays with the policy's own values (docs/decisions, "Stakeholders' votes").
 * @param now ms since the epoch
 */
export function voteOnOptions(
  scores: Scores,
  options: readonly Option[],
  registration: Registration,
  city: ScoringCity,
  model: AcceptanceModel,
  now: number,
): Scores {
  const { policy } = city;
  const { stakeholders } = policy;
  if (!stakeholders) return scores;
  const standing = options.map((_, index) => index).filter((index) => (scores.utility[index] ?? 0) > 0);
  const candidates = standing.map((index) => options[index] as Option);
  const voters = stakeholders.map((stakeholder) => {
    const view = {
      policy: policyOf(policy, stakeholder),
      meanNeed: city.meanNeed,
      meanClaim: city.meanClaim,
      meanReceivedShare: (at: number) => city.meanReceivedShare(at),
    };
    const { utility } = scoreOptions(candidates, registration, view, model, now);
    return { weight: stakeholder.weight, scores: utility };
  });
  const shares = combineByBorda(voters, candidates.length);
  const utility = new Float64Array(options.length);
  standing.forEach((index, k) => {
    utility[index] = registration.massKg * (shares[k] ?? 0);
  });
  return { probability: scores.probability, utility };
}

function policyOf(policy: Policy, { values }: Stakeholder): Policy {
  return {
    ...policy,
    needWeight: values.need,
    kmCostKg: values.distance,
    fairness: values.fairness,
    freshnessExponent: values.freshness,
  };
}
