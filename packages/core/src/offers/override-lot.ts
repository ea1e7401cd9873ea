import type { Recipient } from '@sprk/contracts';
import { SCHEMA_HASH } from '../matching/feature-layout.ts';
import { AppError } from '../shared/errors.ts';
import { type CascadeStep, type Lot, openOffer } from './lot.ts';
import { assess, limitsOf, newOffer, type Surroundings } from './offer-next.ts';
import { Step, type StepContext } from './step.ts';

/**
 * An operator chooses the recipient: it is asked next, before the rest of the cascade. The hard rules hold here too.
 * @param candidate the chosen one as the matcher would have scored it, for learning
 * @throws AppError state_conflict, not_eligible
 */
export function overrideLot(
  lot: Lot,
  recipient: Recipient,
  candidate: (massKg: number) => CascadeStep,
  around: Surroundings,
  context: StepContext,
): Step {
  if (lot.status !== 'matching' && lot.status !== 'offered' && lot.status !== 'unmatched') {
    throw new AppError('state_conflict', {
      detail: `This lot is ${lot.status}: there is nothing left to assign.`,
    });
  }
  const open = openOffer(lot);
  if (open?.recipientId === recipient.id) {
    throw new AppError('state_conflict', { detail: 'This recipient is being asked right now.' });
  }
  const assessment = assess(lot, recipient, lot.registration.massKg, around.policy, context.now);
  if (assessment.kind === 'blocked') {
    throw new AppError('not_eligible', {
      detail: `${recipient.name} may not receive this lot: ${assessment.reasons.join(', ')}.`,
    });
  }
  const step = new Step(lot, context);
  if (open) step.end(open, 'withdrawn', undefined);
  step.set({ cascade: withChosen(lot, candidate(assessment.massKg)) });
  const offer = newOffer(step, recipient, assessment, 'override');
  step.make(offer, limitsOf(recipient, around.policy));
  step.recordOutcome(offer, 'override');
  return step;
}

/** The chosen one stands just before the rest of the cascade, as asked. */
function withChosen(lot: Lot, chosen: CascadeStep): NonNullable<Lot['cascade']> {
  const cascade = lot.cascade ?? {
    round: lot.round,
    weightsVersion: 'none',
    schemaHash: SCHEMA_HASH,
    candidates: [],
    next: 0,
  };
  const asked = cascade.candidates.slice(0, cascade.next).filter(notChosen);
  const rest = cascade.candidates.slice(cascade.next).filter(notChosen);
  return { ...cascade, candidates: [...asked, chosen, ...rest], next: asked.length + 1 };

  function notChosen({ recipientId }: CascadeStep): boolean {
    return recipientId !== chosen.recipientId;
  }
}
