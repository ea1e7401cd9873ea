import type { Recommendation } from '@sprk/contracts';
import { SCHEMA_HASH } from '../matching/feature-layout.ts';
import type { Lot } from './lot.ts';
import { nobodyFound, offerNext, type Surroundings } from './offer-next.ts';
import { Step, type StepContext } from './step.ts';

/**
 * The matcher's answer arrives. It has an effect once, and only on the round it answers: undefined when the lot
 * has moved on (answered before, withdrawn, expired, asked anew).
 */
export function applyRecommendation(
  lot: Lot,
  recommendation: Recommendation,
  around: Surroundings,
  context: StepContext,
): Step | undefined {
  if (lot.status !== 'matching' || lot.round !== recommendation.round) return undefined;
  const step = new Step(lot, context);
  step.keepRecommendation(recommendation);
  step.set({
    cascade: {
      round: recommendation.round,
      weightsVersion: recommendation.weightsVersion,
      schemaHash: SCHEMA_HASH,
      candidates: recommendation.candidates.map(({ contributions: _, ...candidate }) => candidate),
      next: 0,
    },
  });
  if (recommendation.candidates.length === 0)
    nobodyFound(step, recommendation.cause ?? 'no_recipient_in_range');
  else offerNext(step, around);
  return step;
}
