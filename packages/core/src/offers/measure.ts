import type { Measure } from '@sprk/contracts';
import type { Step } from './step.ts';

/** Keeps with the lot what was done about it, and why. */
export function note(step: Step, measure: Omit<Measure, 'at'>): void {
  step.set({ measures: [...(step.lot.measures ?? []), { ...measure, at: step.at }] });
}
