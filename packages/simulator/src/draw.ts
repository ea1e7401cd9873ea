import type { Random } from '@sprk/core';

/** Standard normal (Box & Muller 1958) from two uniform numbers in [0, 1). */
export function normalFrom(uniformA: number, uniformB: number): number {
  return Math.sqrt(-2 * Math.log(1 - uniformA)) * Math.cos(2 * Math.PI * uniformB);
}

export function drawNormal(random: Random): number {
  return normalFrom(random.next(), random.next());
}

/** Uniform in [low, high). */
export function drawBetween(random: Random, low: number, high: number): number {
  return low + (high - low) * random.next();
}

/** One item, each equally likely; throws RangeError for an empty list. */
export function drawItem<T>(random: Random, items: readonly T[]): T {
  const item = items[Math.floor(random.next() * items.length)];
  if (item === undefined) throw new RangeError('Nothing to choose from.');
  return item;
}

/** One of the words of a record of weights, by weight; weights are >= 0 and not all 0. */
export function drawWeighted<Word extends string>(
  random: Random,
  weights: Readonly<Partial<Record<Word, number>>>,
): Word {
  const entries = Object.entries(weights) as [Word, number][];
  let rest = random.next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [word, weight] of entries) {
    if (rest < weight) return word;
    rest -= weight;
  }
  throw new RangeError('Nothing to choose from: all weights are 0.');
}
