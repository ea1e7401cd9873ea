import { expect, test } from 'vitest';
import { drawItem, drawWeighted } from './draw.ts';
import { createSeededRandom, hashUnit } from './seeded-random.ts';

test('is uniform in [0, 1), repeatable and different for neighbouring seeds', () => {
  const random = createSeededRandom(1);
  const numbers = Array.from({ length: 100_000 }, () => random.next());
  const buckets = Array.from({ length: 20 }, () => 0);
  for (const number of numbers) buckets[Math.floor(number * 20)]! += 1;

  // Five standard deviations of a bucket of 5000.
  for (const count of buckets) expect(Math.abs(count - 5000)).toBeLessThan(345);
  expect(createSeededRandom(1).next()).toBe(numbers[0]);
  expect(createSeededRandom(2).next()).not.toBe(numbers[0]);
});

test('gives a text its number', () => {
  const numbers = Array.from({ length: 10_000 }, (_, index) => hashUnit(3, `rec_${index}`));

  expect(hashUnit(3, 'rec_0')).toBe(numbers[0]);
  expect(hashUnit(4, 'rec_0')).not.toBe(numbers[0]);
  expect(numbers.reduce((sum, number) => sum + number, 0) / 10_000).toBeCloseTo(0.5, 1);
});

test('draws by weight and refuses an empty choice', () => {
  const random = createSeededRandom(1);
  const words = Array.from({ length: 1000 }, () => drawWeighted(random, { rare: 1, common: 9, never: 0 }));

  expect(words.filter((word) => word === 'rare').length).toBeGreaterThan(60);
  expect(words).not.toContain('never');
  expect(() => drawItem(random, [])).toThrow(RangeError);
  expect(() => drawWeighted(random, {})).toThrow(RangeError);
});
