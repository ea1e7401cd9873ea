import { roundKg } from '../shared/mass.ts';
import { acceptedActivity, endedActivity, madeActivity, revokedActivity } from './activity-deltas.ts';
import type { Offer } from './lot.ts';
import { offerNotice } from './notices.ts';
import { type OutcomeKind, outcomeOf } from './outcome.ts';
import type { Step } from './step.ts';

/*
 * What can happen to an offer. Every way in holds room of the slot, every way out gives back exactly that, and the
 * count of open offers rises and falls with them.
 */

export interface Limits {
  readonly capacityKg: number;
  readonly maxOpenOffers: number;
}

/** Puts the offer out: room held, the recipient told. */
export function makeOffer(step: Step, offer: Offer, limits: Limits): void {
  step.keep(offer);
  step.hold(offer, offer.massKg, limits.capacityKg);
  step.act(madeActivity(offer, limits.maxOpenOffers, step.now));
  notify(step, 'offer.made', offer);
  step.moveTo('offered', { wakeAt: offer.answerBy });
}

/** Ends an open offer without a yes: room given back, the recipient told, the outcome kept. */
export function endOffer(
  step: Step,
  offer: Offer,
  status: Offer['status'],
  outcome?: OutcomeKind,
  extra: Partial<Offer> = {},
): void {
  const ended: Offer = { ...offer, status, answeredAt: step.at, ...extra };
  step.keep(ended);
  step.hold(offer, -offer.massKg);
  step.act(endedActivity(offer, status, step.now));
  notify(step, 'offer.ended', ended);
  if (outcome) recordOutcome(step, ended, outcome);
}

/** The recipient said yes to `massKg`. @param capacityKg when the room is no longer held and must be again */
export function confirmOffer(step: Step, offer: Offer, massKg: number, capacityKg?: number): void {
  const late = step.now > Date.parse(offer.answerBy);
  const yes = { ...offer, status: 'accepted', massKg, answeredAt: step.at } as const;
  const accepted = late ? { ...yes, late } : yes;
  step.keep(accepted);
  if (capacityKg === undefined) step.hold(offer, roundKg(massKg - offer.massKg));
  else step.hold(offer, massKg, capacityKg);
  const { category } = step.lot.registration;
  step.act(acceptedActivity(accepted, category, offer.status === 'offered', step.now));
  notify(step, 'offer.ended', accepted);
  recordOutcome(step, accepted, 'accepted');
}

/** An acceptance comes to nothing: room given back, the recipient told, the outcome kept. */
export function revokeOffer(
  step: Step,
  accepted: Offer,
  status: Offer['status'],
  outcome: OutcomeKind,
): void {
  const revoked: Offer = { ...accepted, status };
  step.keep(revoked);
  step.hold(accepted, -accepted.massKg);
  step.act(revokedActivity(accepted));
  step.forget('acceptedOfferId', 'acceptedMassKg');
  notify(step, 'offer.ended', revoked);
  recordOutcome(step, revoked, outcome);
}

export function recordOutcome(step: Step, offer: Offer, kind: OutcomeKind): void {
  step.emit('outcome.recorded', outcomeOf(step.lot, offer, kind, step.at));
}

function notify(step: Step, type: 'offer.made' | 'offer.ended', offer: Offer): void {
  const { recipientId, id: subject } = offer;
  step.emit(type, offerNotice(step.lot, offer), { recipientId, subject });
}
