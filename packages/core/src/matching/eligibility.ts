import type { BlockReason, Policy, Recipient, Registration } from '@sprk/contracts';
import { earliestSlot, type OpeningSlot } from '../hours/earliest-slot.ts';
import { roundKg } from '../shared/mass.ts';
import { massThatFits } from './part.ts';
import { passedDate, standingReasons } from './standing-rules.ts';
import { roadKm, travelMs } from './travel.ts';

/** One lot in the light of the rules, prepared once and then held against many recipients. */
export interface AssessmentFrame {
  readonly registration: Registration;
  /** Still to be placed, kg; at most `registration.massKg`. */
  readonly massKg: number;
  /** No more than this may be offered, kg; Infinity: the recipient's capacity alone decides. */
  readonly atMostKg: number;
  readonly policy: Policy;
  /** When the drive can start at the earliest; ms since the epoch. */
  readonly startAt: number;
  /** collectBy; ms. */
  readonly deadlineAt: number;
  /** kg held on a local opening day. */
  readonly reservedKg: (recipientId: string, date: string) => number;
}

export interface EligibilityQuestion {
  readonly registration: Registration;
  /** Still to be placed, kg; at most `registration.massKg`. */
  readonly massKg: number;
  /** No more than this may be offered, kg. (Default: the recipient's capacity alone decides) */
  readonly atMostKg?: number;
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
  const { registration, massKg, atMostKg = Infinity, policy, now, reservedKg } = question;
  const startAt = Math.max(now, Date.parse(registration.readyAt));
  const deadlineAt = Date.parse(registration.collectBy);
  const held = (_: string, date: string) => reservedKg?.(date) ?? 0;
  const frame = { registration, massKg, atMostKg, policy, startAt, deadlineAt, reservedKg: held };
  return assessInFrame(frame, question.recipient, question.declinedBefore, question.openOffers ?? 0);
}

/** `assessRecipient` with everything prepared that is the same for all recipients. */
export function assessInFrame(
  frame: AssessmentFrame,
  recipient: Recipient,
  declinedBefore: boolean,
  openOffers: number,
): Assessment {
  const { policy, deadlineAt } = frame;
  const distanceKm = roadKm(frame.registration.origin, recipient, policy);
  const driveMs = travelMs(distanceKm, policy);
  const arriveAt = frame.startAt + driveMs;
  const reasons = standingReasons(frame.registration, recipient, distanceKm, policy);
  if (declinedBefore) reasons.push('declined_before');
  if (openOffers >= policy.maxOpenOffers) reasons.push('fatigue');

  const slot = arriveAt > deadlineAt ? undefined : slotFor(frame, recipient, arriveAt);
  if (!slot) reasons.push(arriveAt > deadlineAt ? 'too_late' : 'closed');
  const passed = passedDate(frame.registration, recipient, slot?.startAt ?? arriveAt);
  if (passed) reasons.push(passed);
  // Without a day to deliver on, the question is whether it would fit on an empty one.
  const reservedKg = slot ? frame.reservedKg(recipient.id, slot.date) : 0;
  const freeKg = Math.min(frame.atMostKg, roundKg(recipient.capacityKg - reservedKg));
  const massKg = massThatFits(frame.registration, frame.massKg, freeKg);
  if (typeof massKg === 'string') reasons.push(massKg);
  if (!slot || typeof massKg === 'string' || reasons.length > 0) {
    return { kind: 'blocked', distanceKm, reasons };
  }
  return {
    kind: 'eligible',
    distanceKm,
    arriveAt,
    latestStartAt: Math.min(slot.closesAt, deadlineAt) - driveMs,
    slotDate: slot.date,
    slotStartAt: slot.startAt,
    slotClosesAt: slot.closesAt,
    massKg,
    reservedKg,
  };
}

function slotFor(
  { deadlineAt, policy }: AssessmentFrame,
  { schedule, closures, timeZone }: Recipient,
  arrivalAt: number,
): OpeningSlot | undefined {
  return earliestSlot({
    schedule,
    closures,
    timeZone,
    arrivalAt,
    deadlineAt,
    searchDays: policy.slotSearchDays,
  });
}
