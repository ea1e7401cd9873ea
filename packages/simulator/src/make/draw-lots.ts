import type { Random } from '@sprk/core';
import { drawArrivals } from '../arrival-shape.ts';
import { drawItem, drawNormal, drawWeighted } from '../draw.ts';
import type { WorldLot, WorldSupplier } from '../world/world.ts';
import type { MakeOptions } from './make-options.ts';
import { WORLD_CATEGORIES, type WorldCategory } from './world-categories.ts';

const MASS_SIGMA = 0.8;
const LEAST_KG = 2;
const MOST_KG = 250;
const HOUR_MS = 3_600_000;

const SHARES = Object.fromEntries(
  Object.entries(WORLD_CATEGORIES).map(([category, { share }]) => [category, share]),
) as Record<WorldCategory, number>;

/** The stream of a made world, in the order of time; every supplier is equally likely. @param firstDay ms, UTC */
export function drawLots(
  random: Random,
  suppliers: readonly WorldSupplier[],
  firstDay: number,
  { days, lotsPerDay, medianKg }: MakeOptions,
): WorldLot[] {
  const to = firstDay + days * 24 * HOUR_MS;
  const arrivals = drawArrivals(random, { perDay: lotsPerDay, timeZone: 'UTC', from: firstDay, to });
  return Array.from(arrivals, (at, index) => {
    const kg = medianKg * Math.exp(MASS_SIGMA * drawNormal(random));
    return {
      id: `l${index}`,
      at: Math.round(((at - firstDay) / HOUR_MS) * 1e4) / 1e4,
      supplier: drawItem(random, suppliers).id,
      category: drawWeighted(random, SHARES),
      massKg: Math.round(Math.min(MOST_KG, Math.max(LEAST_KG, kg)) * 10) / 10,
    };
  });
}
