import type { Random } from '@sprk/core';
import { drawItem, drawNormal } from '../draw.ts';
import type { OpenHours, WorldRecipient } from '../world/world.ts';
import type { RecipientSketch } from './city-sketch.ts';
import { CATEGORY_NAMES, type WorldCategory } from './world-categories.ts';

const MEDIAN_CAPACITY_KG = 80;
const CAPACITY_SIGMA = 0.55;
const NEED_SIGMA = 0.3;
const COLD_STORAGE_SHARE = 0.63;
const CATEGORY_SHARE = 0.82;
/** How many days a week a place is open: most are open once or twice. */
const OPEN_DAYS = [1, 1, 1, 1, 2, 2, 3, 5] as const;
const DAY_HOURS = [9, 18] as const;

/** Recipients of a made world: what the sketch knows, and modelled traits for the rest. */
export function drawRecipients(
  random: Random,
  sketches: readonly RecipientSketch[],
  capacityFactor: number,
): WorldRecipient[] {
  return sketches.map((sketch, index) => {
    const drawn = drawTraits(random);
    const coldStorage = sketch.coldStorage ?? drawn.coldStorage;
    return {
      id: `r${index}`,
      lat: sketch.lat,
      lon: sketch.lon,
      need: sketch.need ?? drawn.need,
      capacityKg: round2((sketch.capacityKg ?? drawn.capacityKg) * capacityFactor),
      coldStorage,
      categories: knownCategories(sketch.categories) ?? drawn.categories,
      open: sketch.open ?? drawn.open,
    };
  });
}

/** Those that made worlds have; undefined where that is none. */
function knownCategories(categories: readonly string[] | undefined): string[] | undefined {
  const known = CATEGORY_NAMES.filter((category) => categories?.includes(category));
  return known.length > 0 ? known : undefined;
}

/** Always draws everything, so that what a sketch knows does not change the draws of the next recipient. */
function drawTraits(random: Random) {
  const categories = CATEGORY_NAMES.filter(() => random.next() < CATEGORY_SHARE);
  return {
    need: round2(Math.exp(NEED_SIGMA * drawNormal(random))),
    capacityKg: MEDIAN_CAPACITY_KG * Math.exp(CAPACITY_SIGMA * drawNormal(random)),
    coldStorage: random.next() < COLD_STORAGE_SHARE,
    categories: categories.length > 0 ? categories : (['produce'] satisfies WorldCategory[]),
    open: drawOpenDays(random),
  };
}

function drawOpenDays(random: Random): OpenHours[] {
  const count = drawItem(random, OPEN_DAYS);
  const weekdays = new Set<number>();
  while (weekdays.size < count) weekdays.add(Math.floor(random.next() * 7));
  return [...weekdays].sort((one, other) => one - other).map((weekday) => [weekday, ...DAY_HOURS]);
}

function round2(number: number): number {
  return Math.round(number * 100) / 100;
}
