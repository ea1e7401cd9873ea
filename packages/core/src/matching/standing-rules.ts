import type { BlockReason, Policy, Recipient, Registration } from '@sprk/contracts';
import { localDate } from '../hours/zone.ts';

/** Rules that do not depend on the day of arrival. */
export function standingReasons(
  registration: Registration,
  recipient: Recipient,
  distanceKm: number,
  policy: Policy,
): BlockReason[] {
  const reasons: BlockReason[] = [];
  if (!recipient.active) reasons.push('inactive');
  if (!recipient.verified) reasons.push('not_verified');
  if (!recipient.categories.includes(registration.category)) reasons.push('category');
  if (registration.allergens.some((allergen) => recipient.refusedAllergens.includes(allergen))) {
    reasons.push('allergen');
  }
  if (!recipient.temperatures.includes(registration.temperature)) reasons.push('cold_chain');
  if (distanceKm > (recipient.maxDistanceKm ?? policy.maxDistanceKm)) reasons.push('too_far');
  return reasons;
}

/** Use-by passed: never. Best-before passed: only if the recipient opted in. Compared as local dates on arrival. */
export function passedDate(
  { date }: Registration,
  recipient: Recipient,
  arriveAt: number,
): BlockReason | undefined {
  if (date.type === 'packed' || localDate(arriveAt, recipient.timeZone) <= date.on) return undefined;
  if (date.type === 'use_by') return 'use_by_passed';
  return recipient.acceptsBestBeforePassed ? undefined : 'best_before_passed';
}
