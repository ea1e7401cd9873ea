import type { Recommendation } from '@sprk/contracts';
import { SCHEMA_HASH } from '../matching/feature-layout.ts';
import { askedOffers } from './ask-matcher.ts';
import type { Cascade, CascadeStep, Lot } from './lot.ts';
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
  step.set({ cascade: cascadeOf(lot, recommendation) });
  if (recommendation.candidates.length > 0) offerNext(step, around);
  else nobodyFound(step, recommendation.cause ?? 'no_recipient_in_range', around);
  return step;
}

function cascadeOf(lot: Lot, { round, weightsVersion, candidates }: Recommendation): Cascade {
  const asked = askedSteps(lot);
  const fresh = candidates.map(({ contributions: _, ...candidate }) => candidate);
  return {
    round,
    weightsVersion,
    schemaHash: SCHEMA_HASH,
    candidates: [...asked, ...fresh],
    next: asked.length,
  };
}

/** What earlier offers were chosen by, kept because their answers may still come. */
function askedSteps(lot: Lot): CascadeStep[] {
  const { cascade } = lot;
  if (!cascade) return [];
  const asked = new Set(askedOffers(lot).map(({ recipientId }) => recipientId));
  return cascade.candidates
    .filter(({ recipientId }) => asked.has(recipientId))
    .map((step) => ({ weightsVersion: cascade.weightsVersion, ...step }));
}
