import { askAgain, askAnew } from './ask-matcher.ts';
import { closeHandover } from './confirm-handover.ts';
import { type Lot, openOffer } from './lot.ts';
import { causeFromOffers, offerNext, type Surroundings } from './offer-next.ts';
import { Step, type StepContext } from './step.ts';

/** The clock looks at a lot that is due. undefined: nothing is due (somebody was faster). */
export function wakeLot(lot: Lot, around: Surroundings, context: StepContext): Step | undefined {
  if (!lot.wakeAt || Date.parse(lot.wakeAt) > context.now) return undefined;
  const step = new Step(lot, context);
  if (lot.status === 'accepted') confirmByTimeout(step);
  else if (lot.status === 'offered') timeOut(step, around);
  else if (isTooLate(step))
    step.moveTo('expired', { cause: lot.cause ?? causeFromOffers(lot) ?? 'no_time_left' });
  else if (lot.status === 'matching') askAgain(step);
  else if (lot.status === 'unmatched') askAnew(step);
  else step.sleep();
  return step;
}

function timeOut(step: Step, around: Surroundings): void {
  const open = openOffer(step.lot);
  if (open) step.end(open, isTooLate(step) ? 'expired' : 'timed_out', 'timed_out');
  offerNext(step, around);
}

/** One side's word is enough after the grace time; without any the food counts as not collected. */
function confirmByTimeout(step: Step): void {
  const { supplier, recipient } = step.lot.handover ?? {};
  closeHandover(step, recipient?.massKg ?? supplier?.massKg ?? 0);
}

function isTooLate(step: Step): boolean {
  return Date.parse(step.lot.registration.collectBy) <= step.now;
}
