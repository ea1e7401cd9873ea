import type { Policy, Recipient, UnmatchedCause } from '@sprk/contracts';
import type { Eligible } from '../matching/eligibility.ts';
import { askAnew, askedOffers, excludedRecipients } from './ask-matcher.ts';
import { assessForLot } from './assess-lot.ts';
import { causeFromOffers, giveUp, isExhausted } from './give-up.ts';
import type { CascadeStep, Lot, Offer } from './lot.ts';
import { massToPlace } from './lot-mass.ts';
import { type Limits, makeOffer } from './offer-changes.ts';
import type { Step } from './step.ts';

/** What a transition must know about the world outside the lot, loaded beforehand. */
export interface Surroundings {
  readonly policy: Policy;
  /** undefined: unknown, e.g. removed since. */
  readonly recipient: (id: string) => Recipient | undefined;
}

/** Recipients that may be lost one after the other before the lot pauses instead of asking on. */
const MAX_LOST = 32;

/** Asks the next candidate that may still receive the lot; without one, asks the matcher anew or gives up with a cause. */
export function offerNext(step: Step, around: Surroundings): void {
  if (!walkCascade(step, around)) askOrGiveUp(step);
}

function walkCascade(step: Step, around: Surroundings): boolean {
  const { cascade } = step.lot;
  if (!cascade || step.isTooLate) return false;
  for (const [index, candidate] of cascade.candidates.entries()) {
    if (index < cascade.next) continue;
    step.set({ cascade: { ...cascade, next: index + 1 } });
    if (excludedRecipients(step.lot).includes(candidate.recipientId)) continue;
    if (tryCandidate(step, candidate, around)) return true;
    step.set({ lostTo: [...step.lot.lostTo, candidate.recipientId] });
  }
  return false;
}

function tryCandidate(
  step: Step,
  candidate: CascadeStep,
  { policy, recipient: find }: Surroundings,
): boolean {
  const recipient = find(candidate.recipientId);
  if (!recipient || step.hasNoRoom(candidate.recipientId)) return false;
  const room = { massKg: massToPlace(step.lot), atMostKg: candidate.massKg };
  const fit = assessForLot(step.lot, recipient, room, policy, step.now);
  if (fit.kind === 'blocked') return false;
  makeOffer(step, newOffer(step, recipient, fit, 'cascade'), limitsOf(recipient, policy));
  return true;
}

export function limitsOf({ capacityKg }: Recipient, { maxOpenOffers }: Policy): Limits {
  return { capacityKg, maxOpenOffers };
}

export function newOffer(step: Step, recipient: Recipient, fit: Eligible, source: Offer['source']): Offer {
  const { lot } = step;
  const answerBy = Math.min(step.now + recipient.responseMinutes * 60_000, fit.latestStartAt);
  return {
    id: step.newId('off'),
    oversupplyId: lot.id,
    supplierId: lot.registration.supplierId,
    recipientId: recipient.id,
    attempt: lot.offers.length + 1,
    round: lot.round,
    source,
    status: 'offered',
    massKg: fit.massKg,
    slotDate: fit.slotDate,
    arriveBy: arriveBy(lot, fit),
    distanceKm: fit.distanceKm,
    offeredAt: step.at,
    answerBy: new Date(answerBy).toISOString(),
  };
}

/** The doors close, or the supplier wants it gone. */
export function arriveBy({ registration }: Lot, { slotClosesAt }: Eligible): string {
  return new Date(Math.min(slotClosesAt, Date.parse(registration.collectBy))).toISOString();
}

function askOrGiveUp(step: Step): void {
  const { lot, previous } = step;
  const somebodyWasTried = lot.lostTo.length > previous.lostTo.length || wasOfferedIn(lot, lot.round);
  if (step.isTooLate) giveUp(step, causeFromOffers(lot) ?? 'no_time_left');
  else if (isExhausted(lot) || !somebodyWasTried) giveUp(step, causeFromOffers(lot) ?? 'capacity');
  else if (lot.lostTo.length >= MAX_LOST) giveUp(step, 'capacity');
  else askAnew(step, lostInThisRace(lot));
}

/**
 * Those lost in this round; rounds in which nobody could be asked count as one, so that questions that only lead to
 * races leave out more and more recipients and come to an end.
 */
function lostInThisRace(lot: Lot): readonly string[] {
  if (!wasOfferedIn(lot, lot.round)) return lot.lostTo;
  return lot.lostTo.filter((id) => lot.cascade?.candidates.some(({ recipientId }) => recipientId === id));
}

function wasOfferedIn(lot: Lot, round: number): boolean {
  return askedOffers(lot).some((offer) => offer.round === round);
}

/** The matcher found nobody. */
export function nobodyFound(step: Step, cause: UnmatchedCause): void {
  const { lot } = step;
  // To the matcher everybody that it must leave out has declined.
  if (cause !== 'declined_by_all') giveUp(step, cause);
  else giveUp(step, lot.lostTo.length > 0 ? 'capacity' : (causeFromOffers(lot) ?? cause));
}
