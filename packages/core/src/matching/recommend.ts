import type {
  Activity,
  Blocked,
  Candidate,
  FeatureRow,
  MatchRequest,
  Policy,
  Recipient,
  Recommendation,
} from '@sprk/contracts';
import { bestCascade } from '@sprk/numerics';
import { localDate, weekdayOf } from '../hours/zone.ts';
import { type AcceptanceModel, acceptanceProbability, contributionsOf } from './acceptance-model.ts';
import { faded } from './activity.ts';
import { assessRecipient, type Eligible } from './eligibility.ts';
import { featureRow, freshnessOf } from './features.ts';
import { NOBODY, nearness, unmatchedCause } from './unmatched-cause.ts';
import { deliveryValue, fairnessFactor, receivedShare, utility } from './value.ts';

/** The matcher's view of a city. Lookups by recipient id; kg and counts may be a moment old. */
export interface City {
  readonly policy: Policy;
  /** Recipients that could be in range of the place, nearest first. */
  recipientsNear(place: { readonly lat: number; readonly lon: number }): Iterable<Recipient>;
  reservedKg(recipientId: string, date: string): number;
  activity(recipientId: string): Activity;
  /** Over active recipients; at least a tiny positive number. */
  readonly meanNeed: number;
  readonly meanReceivedShare: (now: number) => number;
}

const MAX_BLOCKED_LISTED = 50;
const SHORTEST_ANSWER_MINUTES = 10;

interface Option {
  readonly recipient: Recipient;
  readonly assessment: Eligible;
  readonly activity: Activity;
}
interface Scored extends Option {
  readonly features: FeatureRow;
  readonly probability: number;
  readonly utility: number;
}

/**
 * Answers one match request: applies the hard rules to everybody in range, scores those that remain and orders the
 * best of them into a cascade (exact dynamic programme). O(n) rules + O(n·K) cascade for n recipients in range.
 * @param now ms since the epoch
 */
export function recommend(
  request: MatchRequest,
  city: City,
  model: AcceptanceModel,
  now: number,
): Recommendation {
  const { options, blocked, blockedCounts, nearest } = sift(request, city, now);
  const scored = options.map((option) => score(request, option, city, model, now));
  const candidates = cascadeOf(scored, request, city.policy, now).map((choice) => toCandidate(choice, model));
  const cause = options.length > 0 ? 'not_worth_the_trip' : unmatchedCause(nearest);
  return {
    oversupplyId: request.oversupplyId,
    round: request.round,
    weightsVersion: model.version,
    policyVersion: city.policy.version,
    candidates,
    blocked,
    blockedCounts,
    ...(candidates.length === 0 && { cause }),
    computedAt: new Date(now).toISOString(),
  };
}

/** Splits everybody in range into those the rules allow and those they block, with the reasons. */
function sift(request: MatchRequest, city: City, now: number) {
  const excluded = new Set(request.excluded);
  const options: Option[] = [];
  const blocked: Blocked[] = [];
  const blockedCounts: Record<string, number> = {};
  let nearest = NOBODY;
  for (const recipient of city.recipientsNear(request.registration.origin)) {
    const activity = city.activity(recipient.id);
    const assessment = assessRecipient({
      registration: request.registration,
      massKg: request.registration.massKg,
      recipient,
      policy: city.policy,
      now,
      declinedBefore: excluded.has(recipient.id),
      openOffers: activity.openOffers,
      reservedKg: (date) => city.reservedKg(recipient.id, date),
    });
    if (assessment.kind === 'eligible') {
      options.push({ recipient, assessment, activity });
      continue;
    }
    const reasons = [...assessment.reasons];
    if (blocked.length < MAX_BLOCKED_LISTED) blocked.push({ recipientId: recipient.id, reasons });
    for (const reason of reasons) blockedCounts[reason] = (blockedCounts[reason] ?? 0) + 1;
    nearest = Math.max(nearest, nearness(reasons));
  }
  return { options, blocked, blockedCounts, nearest };
}

function score(
  request: MatchRequest,
  option: Option,
  city: City,
  model: AcceptanceModel,
  now: number,
): Scored {
  const { registration } = request;
  const { recipient, assessment, activity } = option;
  const features = featureRow(registration, recipient, assessment, activity, now);
  const value = deliveryValue(
    {
      massKg: assessment.massKg,
      distanceKm: assessment.distanceKm,
      freshness: freshnessOf(registration, assessment.slotStartAt),
      relativeNeed: recipient.needIndex / city.meanNeed,
    },
    city.policy,
  );
  const received = receivedShare(faded(activity.fadedReceivedKg, now), recipient);
  const fairness = fairnessFactor(received, city.meanReceivedShare(now), city.policy);
  const weekday = weekdayOf(localDate(assessment.slotStartAt, recipient.timeZone));
  const bidPrice = model.bidPrices[recipient.id]?.[weekday] ?? 0;
  return {
    ...option,
    features,
    probability: acceptanceProbability(model, features),
    utility: utility(value, fairness, bidPrice, assessment.massKg, city.policy),
  };
}

function cascadeOf(scored: readonly Scored[], request: MatchRequest, policy: Policy, now: number): Scored[] {
  const minutesLeft = (Date.parse(request.registration.collectBy) - now) / 60_000;
  const attempts = Math.min(
    policy.maxAttempts,
    Math.max(1, Math.floor(minutesLeft / SHORTEST_ANSWER_MINUTES)),
  );
  const { order } = bestCascade({
    probability: Float64Array.from(scored, ({ probability }) => probability),
    utility: Float64Array.from(scored, (option) => option.utility),
    attempts,
    delta: policy.waitDiscount,
  });
  return order.flatMap((index) => scored[index] ?? []);
}

function toCandidate(choice: Scored, model: AcceptanceModel): Candidate {
  return {
    recipientId: choice.recipient.id,
    probability: choice.probability,
    utility: choice.utility,
    massKg: choice.assessment.massKg,
    contributions: contributionsOf(model, choice.features).slice(0, 8),
    features: choice.features,
  };
}
