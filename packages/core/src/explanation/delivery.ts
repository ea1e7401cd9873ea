import { earliestSlot, type OpeningSlot } from '../hours/earliest-slot.ts';
import { roadKm, travelMs } from '../matching/travel.ts';
import type { ExplainedCase } from './explained-case.ts';

const DAY_MS = 86_400_000;

/** When the food is at the door if the drive starts as soon as it can; ms. */
export function arrival({ registration, recipient, policy, at }: ExplainedCase): number {
  const startAt = Math.max(at, Date.parse(registration.readyAt));
  return startAt + travelMs(roadKm(registration.origin, recipient, policy), policy);
}

/** collectBy, ms. */
export function deadline({ registration }: ExplainedCase): number {
  return Date.parse(registration.collectBy);
}

/** The opening in which it can be delivered, if there is one. */
export function deliverySlot(one: ExplainedCase): OpeningSlot | undefined {
  return slotBy(one, deadline(one));
}

/** The opening it would be, were there time enough. */
export function slotWithMoreTime(one: ExplainedCase): OpeningSlot | undefined {
  return slotBy(one, arrival(one) + (one.policy.slotSearchDays + 1) * DAY_MS);
}

function slotBy(one: ExplainedCase, deadlineAt: number): OpeningSlot | undefined {
  const { schedule, closures, timeZone } = one.recipient;
  const searchDays = one.policy.slotSearchDays;
  return earliestSlot({ schedule, closures, timeZone, arrivalAt: arrival(one), deadlineAt, searchDays });
}
