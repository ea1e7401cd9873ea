import type { Policy, Recipient, UnmatchedCause } from '@sprk/contracts';
import { askAnew, askedOffers, excludedRecipients } from './ask-matcher.ts';
import { assessForLot } from './assess-lot.ts';
import { escalate } from './escalate.ts';
import { causeFromOffers, giveUp, isExhausted } from './give-up.ts';
import type { CascadeStep, Lot } from './lot.ts';
import { massToPlace } from './lot-mass.ts';
import { limitsOf, newOffer } from './new-offer.ts';
import { makeOffer } from './offer-changes.ts';
import { splitInTwo } from './split-in-two.ts';
import type { Step } from './step.ts';

/** What a transition must know about the world outside the lot, loaded beforehand. */
export interface Surroundings {
  readonly policy: Policy;
  /** undefined: unknown, e.g. removed since. */
  readonly recipient: (id: string) => Recipient | undefined;
}

/** Recipients that may be lost one after the other before the lot pauses instead of asking on. */
const MAX_LOST = 32;

/** Asks the next candidate that may still receive the lot; without one the matcher is asked anew, or the lot escalates. */
export function offerNext(step: Step, around: Surroundings): void {
  if (!walkCascade(step, around)) askOrEscalate(step, around);
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

function tryCandidate(step: Step, candidate: CascadeStep, around: Surroundings): boolean {
  const { policy } = around;
  const recipient = around.recipient(candidate.recipientId);
  if (!recipient || step.hasNoRoom(candidate.recipientId)) return false;
  const room = { massKg: massToPlace(step.lot), atMostKg: candidate.massKg };
  const fit = assessForLot(step.lot, recipient, room, policy, step.now);
  if (fit.kind === 'blocked') return false;
  const offer = newOffer(step, recipient, fit, 'cascade');
  makeOffer(step, offer, limitsOf(recipient, policy));
  splitInTwo(step, offer, around);
  return true;
}

function askOrEscalate(step: Step, around: Surroundings): void {
  const { lot, previous } = step;
  const somebodyWasTried = lot.lostTo.length > previous.lostTo.length || wasOfferedIn(lot, lot.round);
  if (step.isTooLate) giveUp(step, causeFromOffers(lot) ?? 'no_time_left');
  else if (isExhausted(lot) || !somebodyWasTried) escalate(step, causeFromOffers(lot) ?? 'capacity', around);
  else if (lot.lostTo.length >= MAX_LOST) escalate(step, 'capacity', around);
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
export function nobodyFound(step: Step, cause: UnmatchedCause, around: Surroundings): void {
  const { lot } = step;
  // To the matcher everybody that it must leave out has declined.
  const raced = lot.lostTo.length > 0 ? 'capacity' : (causeFromOffers(lot) ?? cause);
  escalate(step, cause === 'declined_by_all' ? raced : cause, around);
}
