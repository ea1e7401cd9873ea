import type { BlockReason, Policy, Recipient, Registration } from '@sprk/contracts';
import { earliestSlot } from '../hours/earliest-slot.ts';
import { localDate } from '../hours/zone.ts';
import { roadKm, travelMs } from './travel.ts';

export interface EligibilityQuestion {
  readonly registration: Registration;
  /** Still to be placed, kg; at most `registration.massKg`. */
  readonly massKg: number;
  readonly recipient: Recipient;
  readonly policy: Policy;
  /** ms since the epoch */
  readonly now: number;
  readonly declinedBefore: boolean;
  /** Live offers of the recipient; leave out where the store's own condition decides. */
  readonly openOffers?: number;
  /** kg held on a local opening day; leave out where the store's own condition decides. */
  readonly reservedKg?: (date: string) => number;
}

export interface Eligible {
  readonly kind: 'eligible';
  readonly distanceKm: number;
  /** Arrival at the recipient's door if the drive starts as soon as it can; ms. */
  readonly arriveAt: number;
  /** Latest start of the drive that still arrives in the slot and before collectBy; ms. */
  readonly latestStartAt: number;
  readonly slotDate: string;
  readonly slotStartAt: number;
  readonly slotClosesAt: number;
  /** What can be offered: all of it, or a part of a divisible lot; kg. */
  readonly massKg: number;
  /** Held on that day already, kg (0 where not asked). */
  readonly reservedKg: number;
}
export interface Ineligible {
  readonly kind: 'blocked';
  readonly distanceKm: number;
  readonly reasons: readonly BlockReason[];
}
export type Assessment = Eligible | Ineligible;

/**
 * The hard rules: the one function that every path to a recipient goes through (first match, re-match,
 * override, late acceptance). Names every rule that fails, in a fixed order.
 */
export function assessRecipient(question: EligibilityQuestion): Assessment {
  const { registration, recipient, policy, now } = question;
  const distanceKm = roadKm(registration.origin, recipient, policy);
  const startAt = Math.max(now, Date.parse(registration.readyAt));
  const arriveAt = startAt + travelMs(distanceKm, policy);
  const reasons = standingReasons(question, distanceKm);

  const slot = slotFor(question, arriveAt);
  if (slot === 'too_late' || slot === 'closed') {
    return { kind: 'blocked', distanceKm, reasons: [...reasons, slot] };
  }
  reasons.push(...dateReasons(question, slot.startAt));

  const reservedKg = question.reservedKg?.(slot.date) ?? 0;
  const part = massThatFits(question, recipient.capacityKg - reservedKg);
  if (typeof part === 'string') reasons.push(part);
  if (typeof part === 'string' || reasons.length > 0) return { kind: 'blocked', distanceKm, reasons };

  const latestArrivalAt = Math.min(slot.closesAt, Date.parse(registration.collectBy));
  return {
    kind: 'eligible',
    distanceKm,
    arriveAt,
    latestStartAt: latestArrivalAt - travelMs(distanceKm, policy),
    slotDate: slot.date,
    slotStartAt: slot.startAt,
    slotClosesAt: slot.closesAt,
    massKg: part,
    reservedKg,
  };
}

/** Rules that do not depend on the day of arrival. */
function standingReasons(question: EligibilityQuestion, distanceKm: number): BlockReason[] {
  const { registration, recipient, policy } = question;
  const reasons: BlockReason[] = [];
  if (!recipient.active) reasons.push('inactive');
  if (!recipient.verified) reasons.push('not_verified');
  if (!recipient.categories.includes(registration.category)) reasons.push('category');
  if (registration.allergens.some((allergen) => recipient.refusedAllergens.includes(allergen))) {
    reasons.push('allergen');
  }
  if (!recipient.temperatures.includes(registration.temperature)) reasons.push('cold_chain');
  if (distanceKm > (recipient.maxDistanceKm ?? policy.maxDistanceKm)) reasons.push('too_far');
  if (question.declinedBefore) reasons.push('declined_before');
  if ((question.openOffers ?? 0) >= policy.maxOpenOffers) reasons.push('fatigue');
  return reasons;
}

function slotFor({ registration, recipient, policy }: EligibilityQuestion, arriveAt: number) {
  const deadlineAt = Date.parse(registration.collectBy);
  if (arriveAt > deadlineAt) return 'too_late';
  const slot = earliestSlot({
    schedule: recipient.schedule,
    closures: recipient.closures,
    timeZone: recipient.timeZone,
    arrivalAt: arriveAt,
    deadlineAt,
    searchDays: policy.slotSearchDays,
  });
  return slot ?? 'closed';
}

/** Use-by passed: never. Best-before passed: only if the recipient opted in. Compared as local dates on arrival. */
function dateReasons({ registration, recipient }: EligibilityQuestion, arriveAt: number): BlockReason[] {
  const { type, on } = registration.date;
  if (type === 'packed' || localDate(arriveAt, recipient.timeZone) <= on) return [];
  if (type === 'use_by') return ['use_by_passed'];
  return recipient.acceptsBestBeforePassed ? [] : ['best_before_passed'];
}

/** All of the lot, or the largest part of a divisible one that leaves a rest that can be offered again. */
function massThatFits(question: EligibilityQuestion, freeKg: number): number | BlockReason {
  const { massKg, registration } = question;
  if (massKg <= freeKg) return massKg;
  if (!registration.divisible) return 'capacity';
  const smallestKg = registration.minPartKg ?? 1;
  const partKg = Math.floor(Math.min(freeKg, massKg - smallestKg) * 10) / 10;
  if (freeKg <= 0) return 'capacity';
  return partKg >= smallestKg ? partKg : 'part_too_small';
}
