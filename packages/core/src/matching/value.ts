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

/**
 * φ = exp(−γ·clip(g/mean g − 1, −1, 3)): who received less than others for their need and capacity comes first.
 * @param received g, kg received lately per unit of need·capacity; `meanReceived` its mean over recipients.
 */
export function fairnessFactor(received: number, meanReceived: number, policy: Policy): number {
  if (meanReceived <= 0) return 1;
  return Math.exp(-policy.fairness * Math.min(3, Math.max(-1, received / meanReceived - 1)));
}

/** g: faded kg received per unit of need and capacity. */
export function receivedShare(
  receivedKg: number,
  recipient: Pick<Recipient, 'needIndex' | 'capacityKg'>,
): number {
  const claim = recipient.needIndex * recipient.capacityKg;
  return claim > 0 ? receivedKg / claim : 0;
}

/** u = φ·v − weight·λ·kg: what an acceptance is worth beyond the room it takes. */
export function utility(
  value: number,
  fairness: number,
  bidPrice: number,
  massKg: number,
  policy: Policy,
): number {
  return fairness * value - policy.priceWeight * bidPrice * massKg;
}
