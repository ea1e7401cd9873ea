import { localDate, weekdayOf } from '../hours/zone.ts';
import { acceptanceProbability } from '../matching/acceptance-model.ts';
import { faded } from '../matching/activity.ts';
import { featureRow } from '../matching/features.ts';
import { freshnessOf } from '../matching/freshness.ts';
import { deliveryValue, fairnessBonus, receivedShare, recipientClaim, utility } from '../matching/value.ts';
import { assessCandidate, type ExplainedCase } from './explained-case.ts';

/** Where a recipient's utility comes from, kg-equivalents each; their sum is its utility under the policy's own values. */
export interface Worth {
  readonly parts: {
    readonly mass: number;
    readonly need: number;
    readonly distance: number;
    readonly fairness: number;
    readonly room: number;
  };
  readonly utilityKg: number;
  readonly massKg: number;
  readonly distanceKm: number;
  /** Chance of a yes. */
  readonly probability: number;
}

/** Scores a recipient as matching does, on the facts as known now; undefined for one that the rules exclude. */
export function worthOf(one: ExplainedCase): Worth | undefined {
  const { registration, recipient, policy, activity, at, candidate, means, model } = one;
  const fit = assessCandidate(one);
  if (fit.kind === 'blocked' || !means || !model) return undefined;
  const { massKg, distanceKm, slotStartAt } = fit;
  const freshness = freshnessOf(registration, slotStartAt);
  const relativeNeed = means.need > 0 ? recipient.needIndex / means.need : 0;
  const value = (km: number, need: number) =>
    deliveryValue({ massKg, distanceKm: km, freshness, relativeNeed: need }, policy);
  const bonus = fairnessBonus(
    {
      received: receivedShare(faded(activity.fadedReceivedKg, at), recipient),
      meanReceived: means.receivedShare,
      oneDay: means.need > 0 ? 1 / means.need : 0,
      relativeClaim: means.claim > 0 ? recipientClaim(recipient) / means.claim : 0,
    },
    policy,
  );
  const weekday = weekdayOf(localDate(slotStartAt, recipient.timeZone));
  const price = model.bidPrices[recipient.id]?.[weekday] ?? 0;
  const parts = {
    mass: value(0, 0),
    need: value(0, relativeNeed) - value(0, 0),
    distance: value(distanceKm, 0) - value(0, 0),
    fairness: utility(0, bonus, 0, massKg, policy),
    room: utility(0, 0, price, massKg, policy),
  };
  return {
    parts,
    utilityKg: Object.values(parts).reduce((sum, part) => sum + part, 0),
    massKg,
    distanceKm,
    probability:
      candidate?.probability ??
      acceptanceProbability(model, featureRow(registration, recipient, fit, activity, at)),
  };
}
