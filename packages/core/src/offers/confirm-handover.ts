import type { HandoverConfirmation } from '@sprk/contracts';
import { AppError } from '../shared/errors.ts';
import { roundKg } from '../shared/mass.ts';
import { askAnew } from './ask-matcher.ts';
import { expire } from './give-up.ts';
import { acceptedOffer, type Lot, type Offer } from './lot.ts';
import { recordOutcome, revokeOffer } from './offer-changes.ts';
import { splitOff } from './split-off.ts';
import { Step, type StepContext } from './step.ts';

export type Side = 'supplier' | 'recipient';

/** Scales differ and boxes weigh something, but nobody collects half as much again. */
const LARGEST_EXCESS = 1.5;

/**
 * One side confirms what was handed over; with both the lot is collected, and the recipient's figure counts. What was
 * left behind goes back to be matched as a lot of its own; with 0 kg nothing was collected and the whole lot goes back.
 * undefined: this side said the same before. @throws AppError state_conflict, validation_failed
 */
export function confirmHandover(
  lot: Lot,
  side: Side,
  said: { readonly massKg: number; readonly temperatureC?: number | undefined },
  context: StepContext,
): Step | undefined {
  const massKg = roundKg(said.massKg);
  const before = lot.handover?.[side];
  if (before && before.massKg === massKg && before.temperatureC === said.temperatureC) return undefined;
  const offer = acceptedOffer(lot);
  if (lot.status !== 'accepted' || !offer) {
    throw new AppError('state_conflict', {
      detail: `This lot is ${lot.status}: there is no handover to confirm.`,
    });
  }
  if (massKg > offer.massKg * LARGEST_EXCESS) {
    const message = `must be near the ${offer.massKg} kg that were accepted`;
    throw new AppError('validation_failed', { errors: [{ path: 'massKg', message }] });
  }
  const step = new Step(lot, context);
  const confirmation: HandoverConfirmation = {
    massKg,
    at: step.at,
    ...(said.temperatureC !== undefined && { temperatureC: said.temperatureC }),
  };
  const handover = { ...lot.handover, [side]: confirmation };
  step.set({ handover });
  if (handover.supplier && handover.recipient) closeHandover(step, offer, handover.recipient.massKg);
  return step;
}

/** Both have spoken, or the time to speak is over: `massKg` is what arrived. */
export function closeHandover(step: Step, offer: Offer, massKg: number): void {
  if (massKg > 0) collect(step, offer, massKg);
  else leaveBehind(step, offer);
}

function collect(step: Step, offer: Offer, massKg: number): void {
  const leftKg = roundKg(offer.massKg - massKg);
  if (leftKg > 0 && !step.isTooLate) splitOff(step, leftKg);
  recordOutcome(step, offer, 'collected');
  step.collected(massKg);
  step.moveTo('collected', { collectedMassKg: massKg, collectedAt: step.at });
}

/** `handover` stays, so that who said it can say it again; the next acceptance clears it. */
function leaveBehind(step: Step, offer: Offer): void {
  revokeOffer(step, offer, 'expired', 'not_collected');
  if (step.isTooLate) expire(step, 'not_collected');
  else askAnew(step);
}
