import type { Recipient } from '@sprk/contracts';
import { AppError } from '../shared/errors.ts';
import { roundKg, SMALLEST_KG } from '../shared/mass.ts';
import { assessForHub, assessForLot } from './assess-lot.ts';
import type { Lot, Offer } from './lot.ts';
import { massToPlace } from './lot-mass.ts';
import { arriveBy } from './new-offer.ts';
import { confirmOffer } from './offer-changes.ts';
import type { Surroundings } from './offer-next.ts';
import { splitOff } from './split-off.ts';
import { Step, type StepContext } from './step.ts';

/** How long after collectBy both sides may still confirm the handover. */
export const CONFIRM_GRACE_MS = 24 * 3_600_000;

/**
 * The recipient says yes, to all or to a part of a divisible lot; the rest is matched again as a lot of its own.
 * A late yes counts while the lot is still free. undefined: the same yes came before, nothing changes.
 * @throws AppError validation_failed, offer_no_longer_open, not_eligible, state_conflict
 */
export function acceptOffer(
  lot: Lot,
  offer: Offer,
  massKg: number | undefined,
  recipient: Recipient,
  around: Surroundings,
  context: StepContext,
): Step | undefined {
  const wantedKg = roundKg(massKg ?? offer.massKg);
  if (offer.status === 'accepted') {
    if (massKg === undefined || wantedKg === offer.massKg) return undefined;
    throw new AppError('state_conflict', {
      detail: `This offer was accepted already, with ${offer.massKg} kg.`,
    });
  }
  checkOpen(lot, offer);
  checkMass(lot, offer, wantedKg);
  const step = new Step(lot, context);
  const isInTime = offer.status === 'offered' && step.now <= Date.parse(offer.answerBy);
  if (isInTime) confirmOffer(step, offer, wantedKg);
  else acceptLate(step, offer, wantedKg, recipient, around);

  const restKg = roundKg(massToPlace(lot) - wantedKg);
  if (restKg > 0) splitOff(step, restKg);
  // What was said about an earlier handover does not count for this one.
  step.forget('handover');
  step.moveTo('accepted', {
    acceptedOfferId: offer.id,
    acceptedMassKg: wantedKg,
    wakeAt: new Date(Date.parse(lot.registration.collectBy) + CONFIRM_GRACE_MS).toISOString(),
  });
  return step;
}

/** Open, or timed out while nobody else has the lot or is being asked. */
function checkOpen(lot: Lot, offer: Offer): void {
  if (offer.status === 'offered') return;
  const isFree = lot.status === 'matching' || lot.status === 'unmatched';
  if (offer.status === 'timed_out' && isFree) return;
  throw new AppError('offer_no_longer_open', { detail: `This offer is ${offer.status.replace('_', ' ')}.` });
}

/** Late, but not too late: the rules still hold and there is room again. */
function acceptLate(
  step: Step,
  offer: Offer,
  massKg: number,
  recipient: Recipient,
  { policy }: Surroundings,
): void {
  const assess = offer.source === 'hub' ? assessForHub : assessForLot;
  const fit = assess(step.lot, recipient, { massKg }, policy, step.now);
  if (fit.kind === 'blocked') {
    throw new AppError('not_eligible', { detail: `No longer possible: ${fit.reasons.join(', ')}.` });
  }
  const moved = { ...offer, slotDate: fit.slotDate, arriveBy: arriveBy(step.lot, fit) };
  // A deadline that passed a moment ago, before the clock looked: the room is still held.
  if (offer.status === 'offered') confirmOffer(step, offer, massKg);
  else confirmOffer(step, moved, massKg, recipient.capacityKg);
}

function checkMass(lot: Lot, offer: Offer, massKg: number): void {
  const refuse = (message: string) => {
    throw new AppError('validation_failed', { errors: [{ path: 'massKg', message }] });
  };
  const leftKg = massToPlace(lot);
  if (massKg > offer.massKg) refuse(`must be at most the ${offer.massKg} kg offered`);
  if (massKg > leftKg) {
    throw new AppError('offer_no_longer_open', { detail: `Only ${leftKg} kg of this lot are left.` });
  }
  if (massKg === offer.massKg) return;
  if (!lot.registration.divisible) refuse('this lot cannot be divided: accept all of it or decline');
  const minPartKg = lot.registration.minPartKg ?? SMALLEST_KG;
  if (massKg < minPartKg) refuse(`must be at least ${minPartKg} kg, the smallest part the supplier gives`);
}
