import { sigmoid } from './sigmoid.ts';

export interface FtrlOptions {
  /** Step size, > 0; default 0.1. */
  readonly alpha?: number;
  /** Smooths the first steps, >= 0; default 1. */
  readonly beta?: number;
  /** Lasso penalty, >= 0; weights whose evidence stays below it are exactly 0; default 0. */
  readonly l1?: number;
  /** Ridge penalty, >= 0; default 1. */
  readonly l2?: number;
}

/** State per weight: `z`, shifted sum of gradients, and `n`, sum of their squares; both [d]. */
export interface Ftrl extends Required<FtrlOptions> {
  readonly z: Float64Array;
  readonly n: Float64Array;
}

/** State of `size` weights, all 0. */
export function createFtrl(size: number, { alpha = 0.1, beta = 1, l1 = 0, l2 = 1 }: FtrlOptions = {}): Ftrl {
  return { alpha, beta, l1, l2, z: new Float64Array(size), n: new Float64Array(size) };
}

/**
 * Current weight of one feature, in closed form from its state.
 * @param index in [0, d). O(1).
 */
export function ftrlWeight(model: Ftrl, index: number): number {
  const z = model.z[index]!;
  if (Math.abs(z) <= model.l1) return 0;
  const curvature = (model.beta + Math.sqrt(model.n[index]!)) / model.alpha + model.l2;
  return (Math.sign(z) * model.l1 - z) / curvature;
}

/**
 * Chance of label 1 of a sparse row.
 * @param indices [n], distinct integers in [0, d); @param values [n], finite.
 * @returns probability in [0, 1]. O(n). Throws RangeError on unequal lengths.
 */
export function predictFtrl(model: Ftrl, indices: ArrayLike<number>, values: ArrayLike<number>): number {
  if (indices.length !== values.length) {
    throw new RangeError(`${indices.length} indices, ${values.length} values`);
  }
  let logit = 0;
  for (let k = 0; k < indices.length; k++) logit += ftrlWeight(model, indices[k]!) * values[k]!;
  return sigmoid(logit);
}

/**
 * Learns one outcome in place by FTRL-Proximal logistic regression with a learning rate per coordinate
 * (McMahan et al. 2013, "Ad click prediction").
 * @param label 0 or 1; @param weight in (0, 1], 1 = a full observation. Others as in `predictFtrl`.
 * @returns the chance of label 1 as predicted before learning. O(n). Same input, same bits.
 */
export function updateFtrl(
  model: Ftrl,
  indices: ArrayLike<number>,
  values: ArrayLike<number>,
  label: number,
  weight: number,
): number {
  const probability = predictFtrl(model, indices, values);
  const residual = weight * (probability - label);
  for (let k = 0; k < indices.length; k++) {
    const i = indices[k]!;
    const gradient = residual * values[k]!;
    const before = model.n[i]!;
    const after = before + gradient * gradient;
    const sigma = (Math.sqrt(after) - Math.sqrt(before)) / model.alpha;
    model.z[i]! += gradient - sigma * ftrlWeight(model, i);
    model.n[i] = after;
  }
  return probability;
}
