/**
 * Percentile by nearest rank (the smallest value that at least p % do not exceed); 0 for no values.
 * @param p 0..100
 */
export function percentile(values: readonly number[], p: number): number {
  if (values.length === 0) return 0;
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.max(0, Math.ceil((p / 100) * sorted.length) - 1)] ?? 0;
}
