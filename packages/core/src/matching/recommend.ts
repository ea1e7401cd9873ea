import type { Candidate, MatchRequest, Policy, Recommendation } from '@sprk/contracts';
import { bestCascade } from '@sprk/numerics';
import { voteOnOptions } from '../policy/vote-on-options.ts';
import { type AcceptanceModel, contributionsOf } from './acceptance-model.ts';
import { type City, cityWithReach } from './city.ts';
import { featureRow } from './features.ts';
import { meansOf } from './means.ts';
import { type Scores, scoreOptions } from './score-options.ts';
import { type Option, sift } from './sift.ts';
import { unmatchedCause } from './unmatched-cause.ts';

const MAX_CONTRIBUTIONS = 8;

/**
 * Answers one match request: applies the hard rules to everybody in range, scores those that remain and orders the
 * best of them into a cascade (exact dynamic programme). O(n) rules + O(n·K) cascade for n recipients in range.
 * @param now ms since the epoch
 */
export function recommend(
  request: MatchRequest,
  wholeCity: City,
  model: AcceptanceModel,
  now: number,
): Recommendation {
  const city = cityWithReach(wholeCity, request.maxDistanceKm);
  const { options, blocked, blockedCounts, nearest } = sift(request, city, now);
  const valued = scoreOptions(options, request.registration, city, model, now);
  const scores = voteOnOptions(valued, options, request.registration, city, model, now);
  const attempts = attemptsFor(options, city.policy, now);
  const { order } = bestCascade({ ...scores, attempts, delta: city.policy.waitDiscount });
  const cause = options.length > 0 ? 'not_worth_the_trip' : unmatchedCause(nearest);
  return {
    oversupplyId: request.oversupplyId,
    round: request.round,
    weightsVersion: model.version,
    policyVersion: city.policy.version,
    candidates: order.map((index) => candidateOf(index, options, scores, request, model, now)),
    blocked,
    blockedCounts,
    ...(order.length === 0 && { cause }),
    means: meansOf(city, now),
    ...(city.policy.stakeholders && { votes: city.policy.stakeholders.length }),
    computedAt: new Date(now).toISOString(),
  };
}

/**
 * K: how many answers can be waited for, one after the other, before even the last drive has to start. At least one,
 * at most what the policy allows.
 */
function attemptsFor(options: readonly Option[], policy: Policy, now: number): number {
  let latestStartAt = now;
  let minutes = 0;
  for (const { recipient, assessment } of options) {
    latestStartAt = Math.max(latestStartAt, assessment.latestStartAt);
    minutes += recipient.responseMinutes;
  }
  const waitMs = (minutes / Math.max(1, options.length)) * 60_000;
  const fitting = waitMs > 0 ? Math.floor((latestStartAt - now) / waitMs) : 1;
  return Math.min(policy.maxAttempts, Math.max(1, fitting));
}

function candidateOf(
  index: number,
  options: readonly Option[],
  { probability, utility: worth }: Scores,
  { registration }: MatchRequest,
  model: AcceptanceModel,
  now: number,
): Candidate {
  const { recipient, assessment, activity } = options[index] as Option;
  const features = featureRow(registration, recipient, assessment, activity, now);
  return {
    recipientId: recipient.id,
    probability: probability[index] ?? 0,
    utility: worth[index] ?? 0,
    massKg: assessment.massKg,
    contributions: contributionsOf(model, features).slice(0, MAX_CONTRIBUTIONS),
    features,
  };
}
