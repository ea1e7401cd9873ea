import type { BlockReason } from '@sprk/contracts';
import { localDate } from '../hours/zone.ts';
import { SMALLEST_PART_KG } from '../matching/part.ts';
import { roadKm } from '../matching/travel.ts';
import { roundKg } from '../shared/mass.ts';
import type { Change } from './change.ts';
import { arrival, deadline, deliverySlot, slotWithMoreTime } from './delivery.ts';
import type { ExplainedCase } from './explained-case.ts';

type Changes = (one: ExplainedCase) => readonly (Change | false)[];

/** What would make each rule hold, the smallest change first. A list holds `false` for what is no change here. */
const CHANGES: Readonly<Record<BlockReason, Changes>> = {
  inactive: ({ recipient }) => [!recipient.active && { code: 'be_active' }],
  not_verified: ({ recipient }) => [!recipient.verified && { code: 'be_verified' }],
  category: ({ recipient, registration: { category } }) => [
    !recipient.categories.includes(category) && { code: 'accept_category', category },
  ],
  allergen: ({ recipient, registration }) => {
    const allergens = registration.allergens.filter((one) => recipient.refusedAllergens.includes(one));
    return [allergens.length > 0 && { code: 'accept_allergens', allergens }];
  },
  cold_chain: ({ recipient, registration: { temperature } }) => [
    !recipient.temperatures.includes(temperature) && { code: 'have_storage', temperature },
  ],
  use_by_passed: ({ registration }) => [{ code: 'arrive_by_date', date: registration.date.on }],
  best_before_passed: ({ recipient }) => [
    !recipient.acceptsBestBeforePassed && { code: 'accept_best_before_passed' },
  ],
  too_far: ({ recipient, registration, policy }) => {
    const distanceKm = roadKm(registration.origin, recipient, policy);
    const insteadOfKm = recipient.maxDistanceKm ?? policy.maxDistanceKm;
    return [distanceKm > insteadOfKm && { code: 'reach_farther', distanceKm, insteadOfKm }];
  },
  too_late: (one) => [collectUntil(one)],
  closed: (one) => [collectUntil(one), beOpen(one)],
  capacity: (one) => [moreRoom(one), divide(one)],
  part_too_small: (one) => [moreRoom(one)],
  declined_before: () => [{ code: 'nothing_after_no' }],
  fatigue: ({ activity, policy }) => {
    const fewer = activity.openOffers - policy.maxOpenOffers + 1;
    return [fewer > 0 && { code: 'fewer_open_offers', fewer }];
  },
};

/** The least that would have to change for this reason to vanish. */
export function changesFor(reason: BlockReason, one: ExplainedCase): Change[] {
  const changes = CHANGES[reason](one).filter((change) => change !== false);
  return changes.length > 0 ? changes : [{ code: 'nothing_any_more' }];
}

function collectUntil(one: ExplainedCase): Change | false {
  const insteadOfAt = deadline(one);
  const untilAt = slotWithMoreTime(one)?.startAt;
  if (untilAt === undefined || untilAt <= insteadOfAt) return false;
  return { code: 'collect_until', untilAt, insteadOfAt, timeZone: one.recipient.timeZone };
}

function beOpen(one: ExplainedCase): Change | false {
  const [fromAt, untilAt] = [arrival(one), deadline(one)];
  if (deliverySlot(one) || fromAt > untilAt) return false;
  return { code: 'be_open', fromAt, untilAt, timeZone: one.recipient.timeZone };
}

/** As `massThatFits` has it: all of it, or of a divisible lot the smallest part that leaves one. */
function leastKg({
  registration: { massKg, divisible, minPartKg = SMALLEST_PART_KG },
}: ExplainedCase): number {
  return divisible && massKg >= 2 * minPartKg ? minPartKg : massKg;
}

function freeOn(one: ExplainedCase): { readonly freeKg: number; readonly date: string } {
  const slot = deliverySlot(one);
  // Without a day to deliver on, the rule asks whether it would fit on an empty one.
  const date = slot?.date ?? slotWithMoreTime(one)?.date ?? localDate(arrival(one), one.recipient.timeZone);
  const reservedKg = slot ? one.reservedKg(slot.date) : 0;
  return { freeKg: roundKg(one.recipient.capacityKg - reservedKg), date };
}

function moreRoom(one: ExplainedCase): Change | false {
  const { freeKg, date } = freeOn(one);
  const massKg = roundKg(leastKg(one) - freeKg);
  return massKg > 0 && { code: 'more_room', massKg, date };
}

function divide(one: ExplainedCase): Change | false {
  const { freeKg } = freeOn(one);
  const massKg = Math.min(freeKg, one.registration.massKg - SMALLEST_PART_KG);
  return !one.registration.divisible && massKg >= SMALLEST_PART_KG && { code: 'divide', massKg };
}
