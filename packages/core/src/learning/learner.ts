import type { Outcome, Weights, WeightsMetrics } from '@sprk/contracts';
import { expectedCalibrationError, logLoss, update } from '@sprk/numerics';
import {
  type AcceptanceModel,
  acceptanceProbability,
  denseModel,
  priorModel,
} from '../matching/acceptance-model.ts';
import { labelOf } from './label.ts';

const WINDOW = 500;

/** One learned outcome as it looked before it was learned. */
export interface Prediction {
  readonly accepted: 0 | 1;
  readonly weight: number;
  /** The learner's own chance before learning it. */
  readonly challenger: number;
  /** The chance under which the offer was made. */
  readonly champion: number;
}

/**
 * The cruncher's state: the model, and the last predictions it is judged by. The same outcomes in the same order on
 * the same parent give bit-identical weights.
 */
export interface Learner {
  readonly model: AcceptanceModel;
  /** Outcomes consumed from the log, learned or not. */
  position: number;
  labelled: number;
  readonly touched: Set<number>;
  readonly window: Prediction[];
  trainedFrom: string | null;
  trainedTo: string | null;
}

/** A fresh learner, or one that goes on from stored weights. */
export function createLearner(parent?: Weights): Learner {
  if (parent) {
    return {
      model: denseModel(parent),
      position: parent.trainedPosition,
      labelled: parent.metrics.outcomes,
      touched: new Set(parent.model.indices),
      window: [],
      trainedFrom: parent.trainedFrom,
      trainedTo: parent.trainedTo,
    };
  }
  return {
    model: { version: 'none', ...priorModel(), calibration: { a: 0, b: 1 }, bidPrices: {} },
    position: 0,
    labelled: 0,
    touched: new Set(),
    window: [],
    trainedFrom: null,
    trainedTo: null,
  };
}

/** Predicts, then learns, one outcome of the log. O(features). @returns whether it taught something */
export function learn(learner: Learner, outcome: Outcome): boolean {
  learner.position += 1;
  const label = labelOf(outcome);
  if (!label || !outcome.features) return false;
  const challenger = acceptanceProbability(learner.model, outcome.features);
  remember(learner.window, { ...label, challenger, champion: chanceOf(outcome) ?? challenger });
  const indices = outcome.features.map(([index]) => index);
  const values = outcome.features.map(([, value]) => value);
  update(learner.model, indices, values, label.accepted, label.weight);
  for (const index of indices) learner.touched.add(index);
  learner.labelled += 1;
  learner.trainedFrom ??= outcome.at;
  learner.trainedTo = outcome.at;
  return true;
}

/** The chance under which the offer was made; undefined where no weights chose, or the figure is none. */
function chanceOf({ probability }: Outcome): number | undefined {
  return probability !== undefined && probability >= 0 && probability <= 1 ? probability : undefined;
}

function remember(window: Prediction[], prediction: Prediction): void {
  window.push(prediction);
  if (window.length > WINDOW) window.shift();
}

/** Weighted mean log-loss of the window's predictions, nats; undefined for an empty window. */
export function windowLogLoss(
  window: readonly Prediction[],
  chance: (prediction: Prediction) => number,
): number | undefined {
  return window.length > 0 ? meanLogLoss(window, chance) : undefined;
}

function meanLogLoss(window: readonly Prediction[], chance: (prediction: Prediction) => number): number {
  let loss = 0;
  let weight = 0;
  for (const prediction of window) {
    loss += prediction.weight * logLoss(chance(prediction), prediction.accepted);
    weight += prediction.weight;
  }
  return loss / weight;
}

export function metricsOf(learner: Learner, maxWeightChange: number): WeightsMetrics {
  const { window } = learner;
  const base = { outcomes: learner.labelled, windowOutcomes: window.length, maxWeightChange };
  if (window.length === 0) return base;
  const weight = window.reduce((sum, one) => sum + one.weight, 0);
  const acceptanceRate = window.reduce((sum, one) => sum + one.weight * one.accepted, 0) / weight;
  const chances = window.map(({ challenger }) => challenger);
  const labels = window.map(({ accepted }) => accepted);
  return {
    ...base,
    logLoss: meanLogLoss(window, ({ challenger }) => challenger),
    baselineLogLoss: meanLogLoss(window, () => clip(acceptanceRate)),
    calibrationError: expectedCalibrationError(chances, labels),
    acceptanceRate,
  };
}

function clip(rate: number): number {
  return Math.min(1 - 1e-6, Math.max(1e-6, rate));
}
