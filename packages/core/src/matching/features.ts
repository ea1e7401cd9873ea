import type { Activity, FeatureRow, Recipient, Registration } from '@sprk/contracts';
import { localDate, localMinute, weekdayOf } from '../hours/zone.ts';
import { faded } from './activity.ts';
import type { Eligible } from './eligibility.ts';
import {
  daypartFeature,
  namedFeature,
  recipientCategoryFeature,
  recipientFeature,
} from './feature-layout.ts';

const DAY_MS = 86_400_000;
const NEVER_DAYS = 84;

const AT = {
  bias: namedFeature('bias'),
  distance: namedFeature('distance'),
  travelTime: namedFeature('travel_time'),
  massOfCapacity: namedFeature('mass_of_capacity'),
  slotFill: namedFeature('slot_fill'),
  hoursToDelivery: namedFeature('hours_to_delivery'),
  shelfLifeLeft: namedFeature('shelf_life_left'),
  daysSince: namedFeature('days_since_last_acceptance'),
  sameCategory: namedFeature('acceptances_same_category'),
  otherCategories: namedFeature('acceptances_other_categories'),
  responseRate: namedFeature('response_rate'),
  responseMinutes: namedFeature('response_minutes'),
  openOffers: namedFeature('open_offers'),
};

/**
 * What the acceptance model sees of one possible offer: sparse, scaled to about 0..2 and clipped.
 * Need is not in it: how much a kg is worth somewhere must not change how likely a yes is.
 * @param now ms since the epoch
 */
export function featureRow(
  registration: Registration,
  recipient: Recipient,
  assessment: Eligible,
  activity: Activity,
  now: number,
): FeatureRow {
  const sameCategory = faded(activity.fadedAcceptancesByCategory[registration.category] ?? 0, now);
  const allCategories = faded(activity.fadedAcceptances, now);
  const daysSince = activity.lastAcceptedAt
    ? clip((now - Date.parse(activity.lastAcceptedAt)) / DAY_MS, 0, NEVER_DAYS)
    : NEVER_DAYS;
  const day = localDate(now, recipient.timeZone);
  return rounded([
    [AT.bias, 1],
    [AT.distance, clip(assessment.distanceKm / 10, 0, 5)],
    [AT.travelTime, clip((assessment.arriveAt - now) / 3_600_000 / 4, 0, 6)],
    [AT.massOfCapacity, clip(assessment.massKg / recipient.capacityKg, 0, 1)],
    [AT.slotFill, clip(assessment.reservedKg / recipient.capacityKg, 0, 1)],
    [AT.hoursToDelivery, clip((assessment.slotStartAt - now) / DAY_MS, 0, 7)],
    [AT.shelfLifeLeft, freshnessOf(registration, assessment.slotStartAt)],
    [AT.daysSince, daysSince / NEVER_DAYS],
    [AT.sameCategory, clip(sameCategory, 0, 12) / 12],
    [AT.otherCategories, clip(allCategories - sameCategory, 0, 12) / 12],
    [AT.responseRate, responseRate(activity)],
    [AT.responseMinutes, clip(meanResponseMinutes(activity) / 60, 0, 4)],
    [AT.openOffers, clip(activity.openOffers, 0, 10) / 5],
    [daypartFeature(weekdayOf(day), localMinute(now, recipient.timeZone)), 1],
    [namedFeature(`category_${registration.category}`), 1],
    [namedFeature(`kind_${recipient.kind}`), 1],
    [recipientFeature(recipient.id), 1],
    [recipientCategoryFeature(recipient.id, registration.category), 1],
  ]);
}

/** Four decimals say all that is known and keep messages short; scoring and learning both see the rounded row. */
function rounded(row: FeatureRow): FeatureRow {
  return row.map(([index, value]) => [index, Math.round(value * 1e4) / 1e4]);
}

/**
 * Share of the time between readyAt and the end of the printed day that is left at `at` (ms), 0..1;
 * 1 where a date says nothing about decay (packed).
 */
export function freshnessOf(registration: Registration, at: number): number {
  if (registration.date.type === 'packed') return 1;
  const end = Date.parse(`${registration.date.on}T23:59:59Z`);
  const begin = Date.parse(registration.readyAt);
  return end <= begin ? 0 : clip((end - at) / (end - begin), 0, 1);
}

/** Answers per offer, with one answered offer as the prior. */
function responseRate(activity: Activity): number {
  return clip(
    (activity.fadedAnswers + priorWeight(activity)) / (activity.fadedOffers + priorWeight(activity)),
    0,
    1,
  );
}

function meanResponseMinutes(activity: Activity): number {
  return activity.fadedAnswers > 0 ? activity.fadedResponseMinutes / activity.fadedAnswers : 20;
}

/** A tenth of what was seen, so that the rate of a newcomer starts near 1 and never divides by 0. */
function priorWeight(activity: Activity): number {
  return activity.fadedOffers > 0 ? activity.fadedOffers / 10 : 1;
}

function clip(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
