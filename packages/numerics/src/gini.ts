/**
 * Gini coefficient of shares (mean absolute difference over twice the mean; Gini 1912).
 * @param values [n], finite and >= 0, any common unit; not changed.
 * @returns 0 (all equal, or n = 0, or all zero) to (n - 1) / n (one has all). O(n log n) time, O(n) space.
 */
export function gini(values: ArrayLike<number>): number {
  const sorted = Float64Array.from(values).sort();
  const count = sorted.length;
  let sum = 0;
  let ranked = 0;
  for (let i = 0; i < count; i++) {
    sum += sorted[i]!;
    ranked += (2 * i + 1 - count) * sorted[i]!;
  }
  return sum > 0 ? ranked / (count * sum) : 0;
}
