import type { Recipient } from '@sprk/contracts';
import { AppError } from '../shared/errors.ts';
import { type Lot, type Offer, openOffer } from './lot.ts';
import { assess, type Surroundings } from './offer-next.ts';
import { splitOff } from './split-off.ts';
import { Step, type StepContext } from './step.ts';

/** How long after collectBy both sides may still confirm the handover. */
export const CONFIRM_GRACE_MS = 24 * 3_600_000;

/**
 * The recipient says yes, to all or to a part of a divisible lot; the rest is matched again as a lot of its own.
 * A late yes counts while the lot is still free. undefined: the same yes came before, nothing changes.
 * @throws AppError validation_failed, offer_no_longer_open, not_eligible
 */
export function acceptOffer(
  lot: Lot,
  offer: Offer,
  massKg: number | undefined,
  recipient: Recipient,
  around: Surroundings,
  context: StepContext,
): Step | undefined {
  const wantedKg = massKg ?? offer.massKg;
  if (offer.status === 'accepted') {
    if (massKg === undefined || massKg === offer.massKg) return undefined;
    throw new AppError('state_conflict', {
      detail: `This offer was accepted already, with ${offer.massKg} kg.`,
    });
  }
  checkMass(lot, offer, wantedKg);
  const step = new Step(lot, context);
  const inTime = offer.status === 'offered' && step.now < Date.parse(offer.answerBy);
  if (inTime) step.accept(offer, wantedKg);
  else acceptLate(step, offer, wantedKg, recipient, around);

  const restKg = round(lot.registration.massKg - wantedKg);
  if (restKg > 0) splitOff(step, restKg);
  step.moveTo('accepted', {
    acceptedOfferId: offer.id,
    acceptedMassKg: wantedKg,
    wakeAt: new Date(Date.parse(lot.registration.collectBy) + CONFIRM_GRACE_MS).toISOString(),
  });
  return step;
}

/** Late, but not too late: nobody else has the lot, the rules still hold and there is room again. */
function acceptLate(
  step: Step,
  offer: Offer,
  massKg: number,
  recipient: Recipient,
  around: Surroundings,
): void {
  const lot = step.previous;
  const running = offer.status === 'offered';
  const free = lot.status === 'matching' || lot.status === 'unmatched' || running;
  const taken = openOffer(lot) !== undefined && !running;
  if (!free || taken || (offer.status !== 'timed_out' && !running)) {
    throw new AppError('offer_no_longer_open', {
      detail: `This offer is ${offer.status.replace('_', ' ')}.`,
    });
  }
  const assessment = assess(lot, recipient, massKg, around.policy, step.now);
  if (assessment.kind === 'blocked') {
    throw new AppError('not_eligible', { detail: `No longer possible: ${assessment.reasons.join(', ')}.` });
  }
  // A deadline that passed a moment ago, before the clock looked: the capacity is still held.
  if (running) step.accept(offer, massKg);
  else step.accept({ ...offer, slotDate: assessment.slotDate }, massKg, { capacityKg: recipient.capacityKg });
}

function checkMass(lot: Lot, offer: Offer, massKg: number): void {
  const refuse = (message: string) => {
    throw new AppError('validation_failed', { errors: [{ path: 'massKg', message }] });
  };
  if (massKg > offer.massKg) refuse(`must be at most the ${offer.massKg} kg offered`);
  if (massKg === offer.massKg) return;
  if (!lot.registration.divisible) refuse('this lot cannot be divided: accept all of it or decline');
  const minPartKg = lot.registration.minPartKg ?? 0;
  if (massKg < minPartKg) refuse(`must be at least ${minPartKg} kg, the smallest part the supplier gives`);
}

function round(kg: number): number {
  return Math.round(kg * 1000) / 1000;
}
