import type { Recipient } from '@sprk/contracts';
import type { Eligible } from '../matching/eligibility.ts';
import { SCHEMA_HASH } from '../matching/feature-layout.ts';
import { AppError } from '../shared/errors.ts';
import { assessForLot } from './assess-lot.ts';
import { type Cascade, type CascadeStep, type Lot, openOffer } from './lot.ts';
import { massToPlace } from './lot-mass.ts';
import { limitsOf, newOffer } from './new-offer.ts';
import { endOffer, makeOffer, recordOutcome } from './offer-changes.ts';
import type { Surroundings } from './offer-next.ts';
import { Step, type StepContext } from './step.ts';

/** Whom the operator chose, and what is known about them. */
export interface Choice {
  readonly recipient: Recipient;
  /** kg held on one of the recipient's days. */
  readonly reservedKg: (date: string) => number;
  /** The chosen one as the matcher would have scored it, for learning. */
  readonly toCandidate: (fit: Eligible) => CascadeStep;
}

/**
 * An operator chooses the recipient: it is asked next, before the rest of the cascade. The hard rules hold here too.
 * @throws AppError state_conflict, not_eligible, capacity_exceeded
 */
export function overrideLot(
  lot: Lot,
  choice: Choice,
  { policy }: Pick<Surroundings, 'policy'>,
  context: StepContext,
): Step {
  const { recipient, reservedKg } = choice;
  if (lot.status !== 'matching' && lot.status !== 'offered' && lot.status !== 'unmatched') {
    throw new AppError('state_conflict', {
      detail: `This lot is ${lot.status}: there is nothing left to assign.`,
    });
  }
  const open = openOffer(lot);
  if (open?.recipientId === recipient.id) {
    throw new AppError('state_conflict', { detail: 'This recipient is being asked right now.' });
  }
  const room = { massKg: massToPlace(lot), reservedKg };
  const fit = assessForLot(lot, recipient, room, policy, context.now);
  if (fit.kind === 'blocked') {
    throw new AppError(fit.reasons.join() === 'capacity' ? 'capacity_exceeded' : 'not_eligible', {
      detail: `${recipient.name} may not receive this lot: ${fit.reasons.join(', ')}.`,
    });
  }
  const step = new Step(lot, context);
  if (open) endOffer(step, open, 'withdrawn');
  step.set({ cascade: withChosen(lot, choice.toCandidate(fit)) });
  const offer = newOffer(step, recipient, fit, 'override');
  makeOffer(step, offer, limitsOf(recipient, policy));
  recordOutcome(step, offer, 'override');
  return step;
}

/** The chosen one stands just before the rest of the cascade, as asked. */
function withChosen(lot: Lot, chosen: CascadeStep): Cascade {
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
