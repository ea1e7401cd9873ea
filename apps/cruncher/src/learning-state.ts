import type { Weights } from '@sprk/contracts';
import type { Learner } from '@sprk/core';

/** What the cruncher holds between two steps; everything in it can be made again from the log and the registry. */
export interface LearningState {
  learner: Learner;
  /** The newest published weights: the next ones follow them. */
  parent: Weights | undefined;
  /** `learner.labelled` when weights were last published. */
  publishedLabelled: number;
  /** When weights were last published, or the start; ms. */
  publishedAt: number;
  /** The parent has not been considered for use yet. */
  promotionOpen: boolean;
  /** `learner.labelled` when the calibration last changed. */
  calibratedLabelled: number;
}
