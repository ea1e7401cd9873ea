import type { Policy, Recipient } from '@sprk/contracts';

export interface ValueInputs {
  readonly massKg: number;
  readonly distanceKm: number;
  /** Share of the shelf life left on arrival, 0..1. */
  readonly freshness: number;
  /** The recipient's need divided by the mean need. */
  readonly relativeNeed: number;
}

/** Worth of a delivery under the policy, in kg-equivalents: v = kg·((1−α) + α·need)·fresh^β − κ·km. */
export function deliveryValue(inputs: ValueInputs, policy: Policy): number {
  const needFactor = 1 - policy.needWeight + policy.needWeight * inputs.relativeNeed;
  const freshFactor = policy.freshnessExponent === 0 ? 1 : inputs.freshness ** policy.freshnessExponent;
  return inputs.massKg * needFactor * freshFactor - policy.kmCostKg * inputs.distanceKm;
}

export interface FairnessInputs {
  /** g, kg received lately per unit of need and capacity. */
  readonly received: number;
  /** Mean of g over recipients. */
  readonly meanReceived: number;
  /** What one full opening day at the mean need adds to g. */
  readonly oneDay: number;
  /** The recipient's need and capacity over the mean of those who may take the lot. */
  readonly relativeClaim: number;
}

/** A tiny claim must not outweigh everything. */
const MOST_LEVERAGE = 3;

/**
 * Worth per kg of evening out: who received less than the mean comes first, γ·clip((mean g − g)/(mean g + one day), −1, 1),
 * times how far a kg moves the recipient's g (1/claim, at most 3). The shape of the slope of the Gini index of g; the
 * day in the denominator keeps the first deliveries from tossing the order about.
 */
export function fairnessBonus(
  { received, meanReceived, oneDay, relativeClaim }: FairnessInputs,
  policy: Policy,
): number {
  if (!(relativeClaim > 0)) return 0;
  const lag = (meanReceived - received) / (meanReceived + oneDay);
  return policy.fairness * Math.min(1, Math.max(-1, lag)) * Math.min(MOST_LEVERAGE, 1 / relativeClaim);
}

/** Need times capacity: what a fair share is measured by. */
export function recipientClaim({
  needIndex,
  capacityKg,
}: Pick<Recipient, 'needIndex' | 'capacityKg'>): number {
  return needIndex * capacityKg;
}

/** g: faded kg received per unit of need and capacity. */
export function receivedShare(
  receivedKg: number,
  recipient: Pick<Recipient, 'needIndex' | 'capacityKg'>,
): number {
  const claim = recipientClaim(recipient);
  return claim > 0 ? receivedKg / claim : 0;
}

/** u = v + (bonus − weight·λ)·kg: what an acceptance is worth beyond the room it takes. */
export function utility(
  value: number,
  bonus: number,
  bidPrice: number,
  massKg: number,
  policy: Policy,
): number {
  return value + (bonus - policy.priceWeight * bidPrice) * massKg;
}
