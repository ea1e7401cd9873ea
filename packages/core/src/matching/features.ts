import type { Activity, FeatureRow, Recipient, Registration } from '@sprk/contracts';
import { localDate, localMinute, weekdayOf } from '../hours/zone.ts';
import { fadeFactor } from './activity.ts';
import type { Eligible } from './eligibility.ts';
import { daypartFeature, namedFeature, recipientFeatures } from './feature-layout.ts';

const DAY_MS = 86_400_000;
const NEVER_DAYS = 84;
const USUAL_RESPONSE_MINUTES = 20;

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

/** Features of one lot at one moment, prepared once and then filled in for many recipients. */
export interface FeatureFrame {
  readonly registration: Registration;
  /** ms since the epoch */
  readonly now: number;
  /** Brings a faded sum to `now`. */
  readonly fade: number;
  readonly freshness: (at: number) => number;
  readonly daypart: (timeZone: string) => number;
}

/** One sparse row, refilled for each recipient so that scoring allocates nothing. */
export interface FeatureScratch {
  readonly indices: number[];
  readonly values: number[];
}

export function featureFrame(registration: Registration, now: number): FeatureFrame {
  const dayparts = new Map<string, number>();
  return {
    registration,
    now,
    fade: fadeFactor(now),
    freshness: freshnessCurve(registration),
    daypart(timeZone) {
      const known = dayparts.get(timeZone);
      if (known !== undefined) return known;
      const daypart = daypartFeature(weekdayOf(localDate(now, timeZone)), localMinute(now, timeZone));
      dayparts.set(timeZone, daypart);
      return daypart;
    },
  };
}

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
  const { indices, values } = fillFeatures(
    { indices: [], values: [] },
    featureFrame(registration, now),
    recipient,
    assessment,
    activity,
  );
  return indices.map((index, k) => [index, values[k] ?? 0]);
}

/** Fills the scratch row and gives it back. */
export function fillFeatures(
  scratch: FeatureScratch,
  { registration, now, fade, freshness, daypart }: FeatureFrame,
  recipient: Recipient,
  assessment: Eligible,
  activity: Activity,
): FeatureScratch {
  const { capacityKg, id, kind, timeZone } = recipient;
  const { category } = registration;
  const same = (activity.fadedAcceptancesByCategory[category] ?? 0) * fade;
  const all = activity.fadedAcceptances * fade;
  const named = recipientFeatures(id, category);
  const { indices, values } = scratch;
  let length = 0;
  // Four decimals say all that is known and keep messages short; scoring and learning both see the rounded row.
  const put = (index: number, value: number) => {
    indices[length] = index;
    values[length++] = Math.round(value * 1e4) / 1e4;
  };
  put(AT.bias, 1);
  put(AT.distance, clip(assessment.distanceKm / 10, 0, 5));
  put(AT.travelTime, clip((assessment.arriveAt - now) / 3_600_000 / 4, 0, 6));
  put(AT.massOfCapacity, clip(assessment.massKg / capacityKg, 0, 1));
  put(AT.slotFill, clip(assessment.reservedKg / capacityKg, 0, 1));
  put(AT.hoursToDelivery, clip((assessment.slotStartAt - now) / DAY_MS, 0, 7));
  put(AT.shelfLifeLeft, freshness(assessment.slotStartAt));
  put(AT.daysSince, daysSinceAcceptance(activity, now) / NEVER_DAYS);
  put(AT.sameCategory, clip(same, 0, 12) / 12);
  put(AT.otherCategories, clip(all - same, 0, 12) / 12);
  put(AT.responseRate, responseRate(activity, fade));
  put(AT.responseMinutes, clip(meanResponseMinutes(activity) / 60, 0, 4));
  put(AT.openOffers, clip(activity.openOffers, 0, 10) / 5);
  put(daypart(timeZone), 1);
  put(namedFeature(`category_${category}`), 1);
  put(namedFeature(`kind_${kind}`), 1);
  put(named.recipient, 1);
  put(named.recipientCategory, 1);
  return scratch;
}

/**
 * Share of the time between readyAt and the end of the printed day that is left at `at` (ms), 0..1;
 * 1 where a date says nothing about decay (packed).
 */
export function freshnessOf(registration: Registration, at: number): number {
  return freshnessCurve(registration)(at);
}

function freshnessCurve({ date, readyAt }: Registration): (at: number) => number {
  if (date.type === 'packed') return () => 1;
  const end = Date.parse(`${date.on}T23:59:59Z`);
  const begin = Date.parse(readyAt);
  return (at) => (end <= begin ? 0 : clip((end - at) / (end - begin), 0, 1));
}

function daysSinceAcceptance({ lastAcceptedAt }: Activity, now: number): number {
  return lastAcceptedAt ? clip((now - Date.parse(lastAcceptedAt)) / DAY_MS, 0, NEVER_DAYS) : NEVER_DAYS;
}

/** Answers per offer, with one answered offer of today as the prior: a newcomer starts at 1. */
function responseRate({ fadedAnswers, fadedOffers }: Activity, fade: number): number {
  return clip((fadedAnswers * fade + 1) / (Math.max(0, fadedOffers) * fade + 1), 0, 1);
}

function meanResponseMinutes({ fadedAnswers, fadedResponseMinutes }: Activity): number {
  return fadedAnswers > 0 ? fadedResponseMinutes / fadedAnswers : USUAL_RESPONSE_MINUTES;
}

function clip(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
