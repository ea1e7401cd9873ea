import { CATEGORIES, RECIPIENT_KINDS } from '@sprk/contracts';

const DAYPARTS = ['night', 'morning', 'afternoon', 'evening'] as const;
const WEEKPARTS = ['weekday', 'weekend'] as const;

/** One coordinate each; names are what people see in explanations. */
const NAMED = [
  'bias',
  'distance',
  'travel_time',
  'mass_of_capacity',
  'slot_fill',
  'hours_to_delivery',
  'shelf_life_left',
  'days_since_last_acceptance',
  'acceptances_same_category',
  'acceptances_other_categories',
  'response_rate',
  'response_minutes',
  'open_offers',
  ...WEEKPARTS.flatMap((week) => DAYPARTS.map((part) => `${week}_${part}`)),
  ...CATEGORIES.map((category) => `category_${category}`),
  ...RECIPIENT_KINDS.map((kind) => `kind_${kind}`),
] as const;

const HASH_BUCKETS = 16_384;
const indexByName = new Map<string, number>(NAMED.map((name, index) => [name, index]));

/** Coordinates: the named ones first, then a block of hashed recipients, then hashed recipient x category. */
export const FEATURE_COUNT = NAMED.length + 2 * HASH_BUCKETS;
/** Changes whenever a coordinate changes its meaning: weights of another layout are refused. */
export const SCHEMA_HASH = hashText64(
  [...NAMED, `recipient#${HASH_BUCKETS}`, `recipient_category#${HASH_BUCKETS}`].join('|'),
);

/** @throws RangeError for a name outside the layout. */
export function namedFeature(name: string): number {
  const index = indexByName.get(name);
  if (index === undefined) throw new RangeError(`Unknown feature: ${name}.`);
  return index;
}

/** The recipient's own coordinate, and that of the recipient with this category. */
export function recipientFeatures(recipientId: string, category: string) {
  const hash = hashText(recipientId);
  return {
    recipient: NAMED.length + (hash % HASH_BUCKETS),
    recipientCategory: NAMED.length + HASH_BUCKETS + (hashText(`/${category}`, hash) % HASH_BUCKETS),
  };
}

export function recipientFeature(recipientId: string): number {
  return recipientFeatures(recipientId, '').recipient;
}

export function recipientCategoryFeature(recipientId: string, category: string): number {
  return recipientFeatures(recipientId, category).recipientCategory;
}

/** The name people see for a coordinate. */
export function featureName(index: number): string {
  if (index < NAMED.length) return NAMED[index] ?? 'unknown';
  return index < NAMED.length + HASH_BUCKETS ? 'recipient' : 'recipient_category';
}

/** Prior variance of a coordinate: how far it may move before anything was seen (docs/decisions, learning). */
export function priorVariance(index: number): number {
  if (index === 0) return 1;
  const name = featureName(index);
  if (name === 'recipient') return 0.6;
  if (name === 'recipient_category') return 0.5;
  if (name === 'distance' || name === 'mass_of_capacity') return 1;
  if (name === 'slot_fill' || name === 'hours_to_delivery') return 0.3;
  return name.startsWith('category_') ? 0.3 : 0.1;
}

export function daypartFeature(weekday: number, minuteOfDay: number): number {
  const week = weekday >= 5 ? 'weekend' : 'weekday';
  const part = DAYPARTS[Math.min(3, Math.floor(minuteOfDay / 360))] ?? 'night';
  return namedFeature(`${week}_${part}`);
}

/** FNV-1a, 32 bit. */
function hashText(text: string, seed = 0x811c9dc5): number {
  let hash = seed;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

function hashText64(text: string): string {
  const halves = [hashText(text), hashText(text, 0x9747b28c)];
  return halves.map((half) => half.toString(16).padStart(8, '0')).join('');
}
