import { askAgain, askAnew } from './ask-matcher.ts';
import { closeHandover } from './confirm-handover.ts';
import { causeFromOffers, expire } from './give-up.ts';
import { acceptedOffer, type Lot, type Offer, openOffer } from './lot.ts';
import { endOffer } from './offer-changes.ts';
import { offerNext, type Surroundings } from './offer-next.ts';
import { Step, type StepContext } from './step.ts';

/** The clock looks at a lot that is due. undefined: nothing is due (somebody was faster). */
export function wakeLot(lot: Lot, around: Surroundings, context: StepContext): Step | undefined {
  if (!lot.wakeAt || Date.parse(lot.wakeAt) > context.now) return undefined;
  const step = new Step(lot, context);
  const open = openOffer(lot);
  const accepted = acceptedOffer(lot);
  if (accepted && lot.status === 'accepted') {
    // One side's word is enough after the grace time; without any the food counts as not collected.
    const { supplier, recipient } = lot.handover ?? {};
    closeHandover(step, accepted, recipient?.massKg ?? supplier?.massKg ?? 0);
  } else if (open) timeOut(step, open, around);
  else if (lot.status === 'matching' || lot.status === 'unmatched') waitOn(step);
  // A final state is never due; if one says so all the same, it must not be looked at for ever.
  else step.forget('wakeAt');
  return step;
}

function timeOut(step: Step, open: Offer, around: Surroundings): void {
  endOffer(step, open, step.isTooLate ? 'expired' : 'timed_out', 'timed_out');
  if (step.isTooLate) expire(step, 'no_answer');
  else offerNext(step, around);
}

/** Time for the next question, or too late for any. */
function waitOn(step: Step): void {
  const { lot } = step;
  if (step.isTooLate) expire(step, lot.cause ?? causeFromOffers(lot) ?? 'no_time_left');
  else if (lot.status === 'matching') askAgain(step);
  else askAnew(step);
}
