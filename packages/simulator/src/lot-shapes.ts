import type { Allergen, Category, OversupplyInput } from '@sprk/contracts';
import { localDate, type Random } from '@sprk/core';
import { CATEGORY_SHAPES, type CategoryShape } from './category-shapes.ts';
import { drawBetween, drawItem, drawNormal, drawWeighted } from './draw.ts';

export type LotOptions = {
  /** Set by an operator who posts for a supplier. */
  readonly supplierId?: string;
  /** IANA name of the supplier, for calendar dates. (Default: Europe/Berlin) */
  readonly timeZone?: string;
  readonly category?: Category;
  /** Median mass of a lot, kg. (Default: 8.5) */
  readonly medianKg?: number;
  /** Collection stays possible at least this long after readyAt. (Default: the category's own window) */
  readonly minWindowHours?: number;
};

/**
 * Mass of one collection, log-normal. Fitted by moments of ln(kg) to the 485 collections (rows of one form
 * summed) of the Food Rescue Network log 2024/25: mean 2.142 (median 8.5 kg), standard deviation 0.970.
 */
export const COLLECTION_MASS = { medianKg: 8.5, sigma: 0.97, leastKg: 0.5, mostKg: 300 } as const;

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const DIVISIBLE_FROM_KG = 25;
const REASONS = ['Over-ordered', 'Near its date', 'End of day', 'Damaged outer packaging', 'Season over'];
const SHARES = Object.fromEntries(
  Object.entries(CATEGORY_SHAPES).map(([category, { share }]) => [category, share]),
) as Record<Category, number>;

/**
 * One lot such as a shop, bakery or canteen would post now: always acceptable to `POST /v1/oversupplies`.
 * @param now ms since the epoch
 */
export function makeLot(random: Random, now: number, options: LotOptions = {}): OversupplyInput {
  const category = options.category ?? drawWeighted(random, SHARES);
  const shape = CATEGORY_SHAPES[category];
  const massKg = drawMassKg(random, (options.medianKg ?? COLLECTION_MASS.medianKg) * shape.massFactor);
  const readyAt = now + Math.round(drawBetween(random, 0, 120)) * 60_000;
  const windowHours = Math.max(options.minWindowHours ?? 0, drawBetween(random, ...shape.windowHours));
  const collectBy = readyAt + Math.ceil(windowHours * 60) * 60_000;
  const timeZone = options.timeZone ?? 'Europe/Berlin';
  const isDivisible = massKg >= DIVISIBLE_FROM_KG;
  return {
    product: drawItem(random, shape.products),
    category,
    massKg,
    temperature: drawWeighted(random, shape.temperatures),
    date: drawDate(random, shape, readyAt, collectBy, timeZone),
    allergens: drawAllergens(random, shape),
    readyAt: new Date(readyAt).toISOString(),
    collectBy: new Date(collectBy).toISOString(),
    divisible: isDivisible,
    ...(isDivisible && { minPartKg: Math.max(5, Math.round(massKg / 5)) }),
    reason: drawItem(random, REASONS),
    ...(options.supplierId !== undefined && { supplierId: options.supplierId }),
  };
}

function drawMassKg(random: Random, medianKg: number): number {
  const kg = medianKg * Math.exp(COLLECTION_MASS.sigma * drawNormal(random));
  const { leastKg, mostKg } = COLLECTION_MASS;
  // Whoever asks for lots far smaller than real ones gets them: the floor moves along.
  const least = Math.max(0.01, Math.min(leastKg, medianKg / 4));
  const clipped = Math.min(mostKg, Math.max(least, kg));
  return clipped < 1 ? Math.round(clipped * 100) / 100 : Math.round(clipped * 10) / 10;
}

/** Surplus is posted late in its life: 15 to 60 % of it is left, and never less than until collection. */
function drawDate(
  random: Random,
  shape: CategoryShape,
  readyAt: number,
  collectBy: number,
  timeZone: string,
): OversupplyInput['date'] {
  const type = drawWeighted(random, shape.dateTypes);
  if (type === 'packed') return { type, on: localDate(readyAt, timeZone) };
  // One best-before date in twelve has passed already: such food may go on, to those who take it.
  if (type === 'best_before' && random.next() < 1 / 12) {
    return { type, on: localDate(readyAt - DAY_MS, timeZone) };
  }
  const leftDays = drawLifeDays(random, shape.lifeDays) * drawBetween(random, 0.15, 0.6);
  return { type, on: localDate(Math.max(collectBy, readyAt + leftDays * DAY_MS), timeZone) };
}

/** Piecewise linear through the quartiles, from half the lower one to twice the upper one. */
function drawLifeDays(random: Random, [lower, median, upper]: CategoryShape['lifeDays']): number {
  const knots = [lower / 2, lower, median, upper, upper * 2] as const;
  const position = random.next() * 4;
  const index = Math.min(3, Math.floor(position)) as 0 | 1 | 2 | 3;
  return knots[index] + (knots[(index + 1) as 1 | 2 | 3 | 4] - knots[index]) * (position - index);
}

function drawAllergens(random: Random, shape: CategoryShape): Allergen[] {
  const entries = Object.entries(shape.allergens) as [Allergen, number][];
  return entries.filter(([, probability]) => random.next() < probability).map(([allergen]) => allergen);
}
