import { sigmoid } from './sigmoid.ts';

/** Calibrated probability q = sigmoid(a + b * logit). */
export interface Platt {
  readonly a: number;
  readonly b: number;
}

const MIN_PER_CLASS = 10;
const MAX_LOGIT = 35;
const MAX_STEPS = 50;

/**
 * Platt scaling (Platt 1999) with a Gaussian prior N(0, 1) on a and N(1, 1) on b, by damped Newton steps.
 * @param logits [n], uncalibrated log-odds, clipped to [-35, 35].
 * @param labels [n], 0 or 1.
 * @param weights [n], each >= 0; default 1.
 * @returns the unique optimum, or the identity `{ a: 0, b: 1 }` when a class weighs less than 10 in all.
 * O(n) per step, at most 50 steps (normally 4-6). Throws RangeError on unequal lengths.
 */
export function fitPlatt(
  logits: ArrayLike<number>,
  labels: ArrayLike<number>,
  weights?: ArrayLike<number>,
): Platt {
  const count = logits.length;
  if (labels.length !== count || (weights !== undefined && weights.length !== count)) {
    throw new RangeError(`fitPlatt: ${count} logits, ${labels.length} labels, ${weights?.length} weights`);
  }
  const x = Float64Array.from(logits, (z) => Math.min(Math.max(z, -MAX_LOGIT), MAX_LOGIT));
  const w = weights === undefined ? new Float64Array(count).fill(1) : Float64Array.from(weights);
  if (lighterClass(labels, w) < MIN_PER_CLASS) return { a: 0, b: 1 };

  let a = 0;
  let b = 1;
  let loss = penalisedLoss(x, labels, w, a, b);
  for (let step = 0; step < MAX_STEPS; step++) {
    const [da, db] = newtonStep(x, labels, w, a, b);
    let scale = 1;
    let next = penalisedLoss(x, labels, w, a + da, b + db);
    while (next > loss && scale > 1e-6) {
      scale /= 2;
      next = penalisedLoss(x, labels, w, a + scale * da, b + scale * db);
    }
    if (next > loss) break;
    a += scale * da;
    b += scale * db;
    loss = next;
    if (Math.abs(da) + Math.abs(db) < 1e-10) break;
  }
  return { a, b };
}

/**
 * Expected calibration error over bins of equal width (Naeini et al. 2015).
 * @param probabilities [n], each in [0, 1]; @param labels [n], 0 or 1; @param bins >= 1.
 * @returns mean of |observed rate - mean probability| over bins, weighted by count, in [0, 1]; 0 if n = 0.
 * O(n + bins). Throws RangeError on unequal lengths.
 */
export function expectedCalibrationError(
  probabilities: ArrayLike<number>,
  labels: ArrayLike<number>,
  bins = 15,
): number {
  const count = probabilities.length;
  if (labels.length !== count) throw new RangeError(`${count} probabilities, ${labels.length} labels`);
  const excess = new Float64Array(bins);
  for (let i = 0; i < count; i++) {
    const bin = Math.min(bins - 1, Math.floor(probabilities[i]! * bins));
    excess[bin]! += labels[i]! - probabilities[i]!;
  }
  let total = 0;
  for (const gap of excess) total += Math.abs(gap);
  return count === 0 ? 0 : total / count;
}

function lighterClass(labels: ArrayLike<number>, w: Float64Array): number {
  let positive = 0;
  let negative = 0;
  for (let i = 0; i < w.length; i++) {
    if (labels[i] === 1) positive += w[i]!;
    else negative += w[i]!;
  }
  return Math.min(positive, negative);
}

function penalisedLoss(x: Float64Array, labels: ArrayLike<number>, w: Float64Array, a: number, b: number) {
  let loss = (a * a + (b - 1) * (b - 1)) / 2;
  for (let i = 0; i < x.length; i++) {
    const z = a + b * x[i]!;
    const signed = labels[i] === 1 ? -z : z;
    loss += w[i]! * (Math.max(signed, 0) + Math.log1p(Math.exp(-Math.abs(signed))));
  }
  return loss;
}

function newtonStep(
  x: Float64Array,
  labels: ArrayLike<number>,
  w: Float64Array,
  a: number,
  b: number,
): [number, number] {
  let gradA = -a;
  let gradB = 1 - b;
  let haa = 1;
  let hab = 0;
  let hbb = 1;
  for (let i = 0; i < x.length; i++) {
    const q = sigmoid(a + b * x[i]!);
    const residual = w[i]! * (labels[i]! - q);
    const curvature = w[i]! * q * (1 - q);
    gradA += residual;
    gradB += residual * x[i]!;
    haa += curvature;
    hab += curvature * x[i]!;
    hbb += curvature * x[i]! * x[i]!;
  }
  const determinant = haa * hbb - hab * hab;
  return [(hbb * gradA - hab * gradB) / determinant, (haa * gradB - hab * gradA) / determinant];
}
