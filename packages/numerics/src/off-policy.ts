/** Logged decisions, all [n]: how likely each was, and how likely another policy decides the same. */
export interface LoggedDecisions {
  /** Chance with which the shown action was chosen when logged, in (0, 1]. */
  readonly propensity: ArrayLike<number>;
  /** Chance with which the policy in question chooses the same action there, in [0, 1]. */
  readonly target: ArrayLike<number>;
  /** Value that followed, finite, any unit. */
  readonly reward: ArrayLike<number>;
}

/** Predictions of a reward model for the same decisions, both [n], in the unit of the reward. */
export interface RewardModel {
  /** For the action shown. */
  readonly shown: ArrayLike<number>;
  /** For the policy in question: its actions' predictions weighted by their chances. */
  readonly target: ArrayLike<number>;
}

export interface OffPolicyEstimate {
  /** Mean reward had the policy in question decided. */
  readonly value: number;
  /** Of `value`, from the spread between decisions; 0 if it cannot be told (n < 2 or no overlap). */
  readonly standardError: number;
  /** (sum w)^2 / sum w^2 of the clipped weights (Kish 1965), 0..n; low means the log tells little. */
  readonly effectiveSampleSize: number;
}

const MAX_WEIGHT = 20;

/**
 * Self-normalised inverse propensity estimate (SNIPS, Swaminathan & Joachims 2015).
 * @returns sum(w * reward) / sum(w), w = min(target / propensity, 20); value 0 if no decision overlaps;
 * always between the least and the greatest reward. O(n). Throws RangeError on unequal lengths.
 */
export function snips(log: LoggedDecisions): OffPolicyEstimate {
  const weights = clippedWeights(log);
  let weightSum = 0;
  let total = 0;
  for (let i = 0; i < weights.length; i++) {
    weightSum += weights[i]!;
    total += weights[i]! * log.reward[i]!;
  }
  const value = weightSum > 0 ? total / weightSum : 0;
  let squares = 0;
  for (let i = 0; i < weights.length; i++) squares += (weights[i]! * (log.reward[i]! - value)) ** 2;
  return {
    value,
    standardError: weightSum > 0 ? Math.sqrt(squares) / weightSum : 0,
    effectiveSampleSize: effectiveSampleSize(weights),
  };
}

/**
 * Doubly robust estimate (Dudik, Langford & Li 2011): right if the propensities or the reward model are.
 * @returns mean of model.target + w * (reward - model.shown), w = min(target / propensity, 20); value 0 for
 * n = 0. O(n). Throws RangeError on unequal lengths.
 */
export function doublyRobust(log: LoggedDecisions, model: RewardModel): OffPolicyEstimate {
  const weights = clippedWeights(log);
  const count = weights.length;
  if (model.shown.length !== count || model.target.length !== count) {
    throw new RangeError(`${count} decisions, predictions for ${model.shown.length}, ${model.target.length}`);
  }
  const terms = weights.map((w, i) => model.target[i]! + w * (log.reward[i]! - model.shown[i]!));
  const value = count > 0 ? terms.reduce((sum, term) => sum + term, 0) / count : 0;
  const squares = terms.reduce((sum, term) => sum + (term - value) ** 2, 0);
  return {
    value,
    standardError: count > 1 ? Math.sqrt(squares / (count - 1) / count) : 0,
    effectiveSampleSize: effectiveSampleSize(weights),
  };
}

/** (sum w)^2 / sum w^2 (Kish 1965): between 0 and n for weights [n] >= 0; 0 if all are 0. O(n). */
export function effectiveSampleSize(weights: ArrayLike<number>): number {
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < weights.length; i++) {
    sum += weights[i]!;
    squares += weights[i]! * weights[i]!;
  }
  return squares > 0 ? (sum * sum) / squares : 0;
}

function clippedWeights({ propensity, target, reward }: LoggedDecisions): Float64Array {
  const count = reward.length;
  if (propensity.length !== count || target.length !== count) {
    throw new RangeError(`${count} rewards, ${propensity.length} propensities, ${target.length} targets`);
  }
  return Float64Array.from(reward, (_, i) => Math.min(target[i]! / propensity[i]!, MAX_WEIGHT));
}
