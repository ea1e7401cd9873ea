import { fitPlatt, logit } from '@sprk/numerics';
import type { LearningState } from './learning-state.ts';

const FEWEST = 300;
const LEAST_SLOPE = 0.2;
const GREATEST_SLOPE = 5;

/**
 * Fits the calibration to the window's predictions, once enough of them were made under the present one. The new
 * one goes on top of the present: q = sigmoid(a' + b'·logit(p)). Anything but a plausible rising line is refused:
 * b <= 0 would turn chances upside down.
 * @returns whether it changed
 */
export function refitCalibration(state: LearningState): boolean {
  const { learner } = state;
  const fresh = learner.labelled - state.calibratedLabelled;
  if (Math.min(fresh, learner.window.length) < FEWEST) return false;
  const window = learner.window.slice(-fresh);
  const fit = fitPlatt(
    window.map(({ challenger }) => logit(challenger)),
    window.map(({ accepted }) => accepted),
    window.map(({ weight }) => weight),
  );
  const { a, b } = learner.model.calibration;
  const next = { a: fit.a + fit.b * a, b: fit.b * b };
  const isPlausible = Number.isFinite(next.a) && next.b >= LEAST_SLOPE && next.b <= GREATEST_SLOPE;
  state.calibratedLabelled = learner.labelled;
  if (!isPlausible || (fit.a === 0 && fit.b === 1)) return false;
  state.learner = { ...learner, model: { ...learner.model, calibration: next } };
  return true;
}
