import { sigmoid } from './sigmoid.ts';

export interface AdagradOptions {
  /** Step size, > 0; default 0.2. */
  readonly rate?: number;
  /** Sum of squared gradients each weight starts with, > 0; larger = smaller first steps; default 1. */
  readonly initialSquares?: number;
  /** Share of the rows seen so far that the average reaches back over, in (0, 1]; default 0.5. */
  readonly tail?: number;
}

/** Weights of d features with their averages and sums of squared gradients, each [d]. */
export interface Adagrad extends Required<AdagradOptions> {
  readonly weight: Float64Array;
  /** Average of `weight` over the tail of the rows: predict with this. */
  readonly average: Float64Array;
  readonly squares: Float64Array;
  /** Rows learned so far. */
  rows: number;
}

/** State of `size` weights, all 0. */
export function createAdagrad(size: number, options: AdagradOptions = {}): Adagrad {
  const { rate = 0.2, initialSquares = 1, tail = 0.5 } = options;
  const zeros = () => new Float64Array(size);
  const squares = zeros().fill(initialSquares);
  return { rate, initialSquares, tail, weight: zeros(), average: zeros(), squares, rows: 0 };
}

const ROWS_PER_STEP_SIZE = 16;

/**
 * Learns a block of dense rows in place, one pass of logistic regression with a step size per coordinate
 * (AdaGrad, Duchi, Hazan & Singer 2011), averaged over the tail with polynomial decay (Shamir & Zhang 2013).
 *
 * Step sizes and the average are brought up to date every 16 rows and at the end of the block.
 * @param rows row-major [n x d], standardised, column 0 usually 1 for the bias. @param labels [n], 0 or 1.
 * @param weights [n], in [0, 1]; default 1.
 * O(n * d), no allocation but O(d) per block. Throws RangeError on unequal lengths. Same input in the same
 * blocks, same bits.
 */
export function trainAdagrad(
  model: Adagrad,
  rows: Float64Array,
  labels: ArrayLike<number>,
  weights?: ArrayLike<number>,
): void {
  const size = model.weight.length;
  const count = labels.length;
  if (rows.length !== count * size || (weights !== undefined && weights.length !== count)) {
    throw new RangeError(
      `${rows.length} numbers, ${count} labels, ${weights?.length} weights of ${size} features`,
    );
  }
  const step = new Float64Array(size);
  for (let from = 0; from < count; from += ROWS_PER_STEP_SIZE) {
    const to = Math.min(count, from + ROWS_PER_STEP_SIZE);
    for (let j = 0; j < size; j++) step[j] = model.rate / Math.sqrt(model.squares[j]!);
    trainRows(model, rows, labels, weights, step, from, to);
    model.rows += to - from;
    const share = Math.min(1, (to - from) / (model.tail * model.rows));
    for (let j = 0; j < size; j++) model.average[j]! += share * (model.weight[j]! - model.average[j]!);
  }
}

function trainRows(
  { weight, squares }: Adagrad,
  rows: Float64Array,
  labels: ArrayLike<number>,
  weights: ArrayLike<number> | undefined,
  step: Float64Array,
  from: number,
  to: number,
): void {
  const size = weight.length;
  for (let row = from, at = from * size; row < to; row++, at += size) {
    let logit = 0;
    for (let j = 0; j < size; j++) logit += weight[j]! * rows[at + j]!;
    const residual = (sigmoid(logit) - labels[row]!) * (weights === undefined ? 1 : weights[row]!);
    for (let j = 0; j < size; j++) {
      const gradient = residual * rows[at + j]!;
      squares[j]! += gradient * gradient;
      weight[j]! -= step[j]! * gradient;
    }
  }
}

/**
 * Chance of label 1 of one dense row by the averaged weights.
 * @param rows row-major [n x d]; @param row in [0, n). O(d).
 */
export function predictAdagrad(model: Adagrad, rows: Float64Array, row: number): number {
  const size = model.average.length;
  let logit = 0;
  for (let j = 0; j < size; j++) logit += model.average[j]! * rows[row * size + j]!;
  return sigmoid(logit);
}
