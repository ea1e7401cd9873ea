const MIN_PROBABILITY = 1e-15;

/**
 * Logistic function 1 / (1 + exp(-logit)), stable for any size of the logit.
 * @param logit log-odds, any number; -Infinity gives 0, +Infinity gives 1.
 * @returns probability in [0, 1], non-decreasing in the logit. O(1).
 */
export function sigmoid(logit: number): number {
  if (logit >= 0) return 1 / (1 + Math.exp(-logit));
  const odds = Math.exp(logit);
  return odds / (1 + odds);
}

/**
 * Log-odds of a probability, the inverse of `sigmoid`.
 * @param probability in [0, 1]; clipped to [1e-15, 1 - 1e-15], so the result is finite (at most 34.6).
 * @returns ln(p / (1 - p)). O(1).
 */
export function logit(probability: number): number {
  const p = Math.min(Math.max(probability, MIN_PROBABILITY), 1 - MIN_PROBABILITY);
  return Math.log(p) - Math.log1p(-p);
}

/**
 * Log-loss of one prediction, in nats.
 * @param probability of label 1, in [0, 1]; clipped to [1e-15, 1 - 1e-15].
 * @param label 0 or 1.
 * @returns -ln of the probability given to what happened, >= 0 and at most 34.6. O(1).
 */
export function logLoss(probability: number, label: number): number {
  const p = Math.min(Math.max(probability, MIN_PROBABILITY), 1 - MIN_PROBABILITY);
  return label === 1 ? -Math.log(p) : -Math.log1p(-p);
}
