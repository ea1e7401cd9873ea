import type { Contribution, FeatureRow, Weights } from '@sprk/contracts';
import { sigmoid } from '@sprk/numerics';
import { FEATURE_COUNT, featureName, priorVariance } from './feature-layout.ts';

/** Dense, ready to score: one coordinate per feature of the layout. */
export interface AcceptanceModel {
  readonly version: string;
  readonly mean: Float64Array;
  readonly variance: Float64Array;
  readonly calibration: { readonly a: number; readonly b: number };
  readonly bidPrices: Readonly<Record<string, readonly number[]>>;
}

/** Somewhat more offers are taken than not; beyond that everybody starts the same. */
const PRIOR_BIAS = 0.3;

export function priorMean(index: number): number {
  return index === 0 ? PRIOR_BIAS : 0;
}

const PRIOR_MEANS = Float64Array.from({ length: FEATURE_COUNT }, (_, index) => priorMean(index));
const PRIOR_VARIANCES = Float64Array.from({ length: FEATURE_COUNT }, (_, index) => priorVariance(index));

/** Means and variances before anything was seen: fresh arrays, one entry per coordinate. */
export function priorModel(): Pick<AcceptanceModel, 'mean' | 'variance'> {
  return { mean: PRIOR_MEANS.slice(), variance: PRIOR_VARIANCES.slice() };
}

export function denseModel(weights: Weights): AcceptanceModel {
  const { mean, variance } = priorModel();
  weights.model.indices.forEach((index, k) => {
    mean[index] = weights.model.mean[k] ?? 0;
    variance[index] = weights.model.variance[k] ?? 0;
  });
  const { version, calibration, bidPrices } = weights;
  return { version, mean, variance, calibration, bidPrices };
}

/** Chance of a yes, 0..1: the mean log-odds shrunk by the model's doubt (MacKay 1992), then calibrated. */
export function acceptanceProbability(model: AcceptanceModel, row: FeatureRow): number {
  return probabilityOf(
    model,
    row.map(([index]) => index),
    row.map(([, value]) => value),
  );
}

/** `acceptanceProbability` of a row given as parallel lists. */
export function probabilityOf(
  model: AcceptanceModel,
  indices: readonly number[],
  values: readonly number[],
): number {
  let logit = 0;
  let variance = 0;
  for (let k = 0; k < indices.length; k++) {
    const index = indices[k] as number;
    const value = values[k] as number;
    logit += (model.mean[index] ?? 0) * value;
    variance += (model.variance[index] ?? 0) * value * value;
  }
  const shrunk = logit / Math.sqrt(1 + (Math.PI * variance) / 8);
  return sigmoid(model.calibration.a + model.calibration.b * shrunk);
}

/** How much each feature moved the log-odds, largest first; near-zero ones are left out. */
export function contributionsOf(model: AcceptanceModel, row: FeatureRow): Contribution[] {
  return row
    .map(([index, value]) => ({ feature: featureName(index), value: (model.mean[index] ?? 0) * value }))
    .filter(({ value }) => Math.abs(value) >= 0.005)
    .map(({ feature, value }) => ({ feature, value: Math.round(value * 1000) / 1000 }))
    .sort((one, other) => Math.abs(other.value) - Math.abs(one.value));
}
