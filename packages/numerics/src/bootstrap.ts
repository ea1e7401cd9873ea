export interface BootstrapOptions {
  /** Uniform in [0, 1), the only source of randomness. */
  readonly random: () => number;
  /** Number of resamples, >= 1; default 1000. */
  readonly rounds?: number;
  /** Coverage of the interval, in (0, 1); default 0.95. */
  readonly level?: number;
}

export interface BootstrapInterval {
  readonly meanDifference: number;
  readonly lower: number;
  readonly upper: number;
}

/**
 * Percentile bootstrap of the mean of paired differences a - b (Efron & Tibshirani 1993, ch. 13).
 * @param a [n], finite, n >= 1; @param b [n], the same cases in the same order.
 * @returns mean of a - b and the central interval, quantiles interpolated linearly (R type 7).
 * O(n * rounds) time, O(n + rounds) space. Throws RangeError on unequal lengths or n = 0.
 */
export function pairedBootstrap(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  { random, rounds = 1000, level = 0.95 }: BootstrapOptions,
): BootstrapInterval {
  const count = a.length;
  if (count === 0 || b.length !== count) throw new RangeError(`pairs of ${count} and ${b.length} values`);
  const difference = new Float64Array(count);
  let total = 0;
  for (let i = 0; i < count; i++) {
    difference[i] = a[i]! - b[i]!;
    total += difference[i]!;
  }
  const means = new Float64Array(rounds);
  for (let round = 0; round < rounds; round++) {
    let sum = 0;
    for (let i = 0; i < count; i++) sum += difference[Math.floor(random() * count)]!;
    means[round] = sum / count;
  }
  means.sort();
  const tail = (1 - level) / 2;
  return { meanDifference: total / count, lower: quantile(means, tail), upper: quantile(means, 1 - tail) };
}

function quantile(sorted: Float64Array, share: number): number {
  const position = share * (sorted.length - 1);
  const below = Math.floor(position);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below]! + (position - below) * (sorted[above]! - sorted[below]!);
}
