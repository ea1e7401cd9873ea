/** Non-decreasing map from score to probability: knots with rising scores, linear in between. */
export interface Isotonic {
  readonly scores: Float64Array;
  readonly values: Float64Array;
}

/**
 * Closest non-decreasing sequence in weighted least squares (pool adjacent violators, Ayer et al. 1955).
 * @param values [n], finite; @param weights [n], each > 0; default 1.
 * @returns Float64Array [n]. O(n) time and space. Throws RangeError on unequal lengths.
 */
export function isotonic(values: ArrayLike<number>, weights?: ArrayLike<number>): Float64Array {
  const count = values.length;
  if (weights !== undefined && weights.length !== count) {
    throw new RangeError(`${count} values, ${weights.length} weights`);
  }
  const level = new Float64Array(count);
  const mass = new Float64Array(count);
  const end = new Int32Array(count);
  let blocks = 0;
  for (let i = 0; i < count; i++) {
    level[blocks] = values[i]!;
    mass[blocks] = weights?.[i] ?? 1;
    while (blocks > 0 && level[blocks - 1]! >= level[blocks]!) {
      const merged = mass[blocks - 1]! + mass[blocks]!;
      level[blocks - 1]! += (level[blocks]! - level[blocks - 1]!) * (mass[blocks]! / merged);
      mass[blocks - 1] = merged;
      blocks--;
    }
    end[blocks++] = i + 1;
  }
  const fitted = new Float64Array(count);
  for (let block = 0, from = 0; block < blocks; from = end[block++]!) {
    fitted.fill(level[block]!, from, end[block]!);
  }
  return fitted;
}

/**
 * Isotonic calibration of scores (Zadrozny & Elkan 2002); equal scores are pooled first.
 * @param scores [n], finite, any order; @param labels [n], 0 or 1; @param weights [n], each > 0; default 1.
 * @returns knots at the distinct scores. O(n log n). Throws RangeError on unequal lengths.
 */
export function fitIsotonic(
  scores: ArrayLike<number>,
  labels: ArrayLike<number>,
  weights?: ArrayLike<number>,
): Isotonic {
  const count = scores.length;
  if (labels.length !== count || (weights !== undefined && weights.length !== count)) {
    throw new RangeError(`fitIsotonic: ${count} scores, ${labels.length} labels, ${weights?.length} weights`);
  }
  const knots: { score: number; sum: number; mass: number }[] = [];
  const order = Array.from({ length: count }, (_, i) => i).sort((a, b) => scores[a]! - scores[b]! || a - b);
  for (const i of order) {
    if (knots.at(-1)?.score !== scores[i]!) knots.push({ score: scores[i]!, sum: 0, mass: 0 });
    const knot = knots.at(-1)!;
    knot.sum += labels[i]! * (weights?.[i] ?? 1);
    knot.mass += weights?.[i] ?? 1;
  }
  const means = knots.map(({ sum, mass }) => sum / mass);
  const masses = knots.map(({ mass }) => mass);
  return { scores: Float64Array.from(knots, (knot) => knot.score), values: isotonic(means, masses) };
}

/**
 * Calibrated value of a score, interpolated between knots and constant outside them.
 * @param model with at least one knot, else NaN. O(log knots).
 */
export function applyIsotonic({ scores, values }: Isotonic, score: number): number {
  let [lo, hi] = [0, scores.length - 1];
  if (hi < 0) return Number.NaN;
  if (score <= scores[0]!) return values[0]!;
  if (score >= scores[hi]!) return values[hi]!;
  while (hi - lo > 1) {
    const middle = (lo + hi) >>> 1;
    if (scores[middle]! <= score) lo = middle;
    else hi = middle;
  }
  const share = (score - scores[lo]!) / (scores[hi]! - scores[lo]!);
  return values[lo]! + share * (values[hi]! - values[lo]!);
}
