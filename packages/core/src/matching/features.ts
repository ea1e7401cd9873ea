import {
  type Activity,
  type FeatureRow,
  RECIPIENT_KINDS,
  type Recipient,
  type RecipientKind,
  type Registration,
} from '@sprk/contracts';
import { localDate, localMinute, weekdayOf } from '../hours/zone.ts';
import {
  daysSinceAcceptance,
  fadeFactor,
  meanResponseMinutes,
  NEVER_DAYS,
  responseRate,
} from './activity.ts';
import type { Eligible } from './eligibility.ts';
import { daypartFeature, namedFeature, recipientFeatures } from './feature-layout.ts';
import { freshnessCurve } from './freshness.ts';

const DAY_MS = 86_400_000;

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
const KIND_AT = Object.fromEntries(
  RECIPIENT_KINDS.map((kind) => [kind, namedFeature(`kind_${kind}`)]),
) as Record<RecipientKind, number>;

/** Features of one lot at one moment, prepared once and then filled in for many recipients. */
export interface FeatureFrame {
  readonly registration: Registration;
  /** ms since the epoch */
  readonly now: number;
  /** Brings a faded sum to `now`. */
  readonly fade: number;
  readonly categoryAt: number;
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
    categoryAt: namedFeature(`category_${registration.category}`),
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
  { registration, now, fade, categoryAt, freshness, daypart }: FeatureFrame,
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
  put(categoryAt, 1);
  put(KIND_AT[kind], 1);
  put(named.recipient, 1);
  put(named.recipientCategory, 1);
  return scratch;
}

function clip(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
