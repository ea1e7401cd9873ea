import type { HandoverConfirmation } from '@sprk/contracts';
import { AppError } from '../shared/errors.ts';
import { askAnew } from './ask-matcher.ts';
import { acceptedOffer, type Lot, type Offer } from './lot.ts';
import { splitOff } from './split-off.ts';
import { Step, type StepContext } from './step.ts';

export type Side = 'supplier' | 'recipient';

/**
 * One side confirms what was handed over; with both the lot is collected, and the recipient's figure counts. What was
 * left behind goes back to be matched as a lot of its own; with 0 kg nothing was collected and the whole lot goes back.
 * undefined: this side said the same before. @throws AppError state_conflict
 */
export function confirmHandover(
  lot: Lot,
  side: Side,
  said: { readonly massKg: number; readonly temperatureC?: number | undefined },
  context: StepContext,
): Step | undefined {
  const before = lot.handover?.[side];
  if (before && before.massKg === said.massKg && before.temperatureC === said.temperatureC) return undefined;
  const offer = acceptedOffer(lot);
  if (lot.status !== 'accepted' || !offer) {
    throw new AppError('state_conflict', {
      detail: `This lot is ${lot.status}: there is no handover to confirm.`,
    });
  }
  if (said.massKg > offer.massKg * 1.5) {
    const message = `must be near the ${offer.massKg} kg that were accepted`;
    throw new AppError('validation_failed', { errors: [{ path: 'massKg', message }] });
  }
  const step = new Step(lot, context);
  const confirmation: HandoverConfirmation = {
    massKg: said.massKg,
    at: step.at,
    ...(said.temperatureC !== undefined && { temperatureC: said.temperatureC }),
  };
  step.set({ handover: { ...lot.handover, [side]: confirmation } });
  const { supplier, recipient } = step.lot.handover ?? {};
  if (supplier && recipient) closeHandover(step, recipient.massKg);
  return step;
}

/** Both have spoken, or the time to speak is over: `massKg` is what arrived. */
export function closeHandover(step: Step, massKg: number): void {
  const { lot } = step;
  const offer = acceptedOffer(lot);
  if (!offer) return;
  if (massKg > 0) collectedInPart(step, offer, massKg);
  else notCollected(step, offer);
}

function collectedInPart(step: Step, offer: Offer, massKg: number): void {
  const left = Math.round((offer.massKg - massKg) * 1000) / 1000;
  if (left > 0 && stillTime(step)) splitOff(step, left);
  step.recordOutcome(offer, 'collected');
  step.collected(massKg);
  step.moveTo('collected', { collectedMassKg: massKg, collectedAt: step.at });
}

function notCollected(step: Step, offer: Offer): void {
  step.amend({ ...offer, status: 'expired' });
  step.release(offer);
  step.recordOutcome(offer, 'not_collected');
  const { acceptedOfferId: _o, acceptedMassKg: _m, handover: _h, ...lot } = step.lot;
  step.replace(lot);
  if (stillTime(step)) askAnew(step);
  else step.moveTo('expired', { cause: 'not_collected' });
}

function stillTime(step: Step): boolean {
  return Date.parse(step.lot.registration.collectBy) > step.now;
}
