import { CATEGORIES } from '@sprk/contracts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createAcceptance, createResponseMinutes } from './acceptance.ts';
import { createSeededRandom } from './seeded-random.ts';

const NOON = Date.parse('2026-11-24T11:00:00Z');
const recipient = { id: 'rec_1', capacityKg: 100, timeZone: 'Europe/Berlin' };
const lot = { category: 'bakery', massKg: 10 } as const;

test('stays a probability and is the same for the same seed and recipient', () => {
  fc.assert(
    fc.property(
      fc.integer(),
      fc.string(),
      fc.constantFrom(...CATEGORIES),
      fc.double({ min: 0.01, max: 40_000, noNaN: true }),
      fc.double({ min: 0, max: 500, noNaN: true }),
      (seed, id, category, massKg, distanceKm) => {
        const ask = () =>
          createAcceptance(seed)({ ...recipient, id }, { category, massKg }, distanceKm, NOON);

        expect(ask()).toBeGreaterThanOrEqual(0.02);
        expect(ask()).toBeLessThanOrEqual(0.98);
        expect(ask()).toBe(ask());
      },
    ),
  );
});

test('leaves something to learn: recipients, categories and distance differ', () => {
  const acceptance = createAcceptance(1);
  const means = Array.from({ length: 200 }, (_, index) =>
    acceptance({ ...recipient, id: `rec_${index}` }, lot, 3, NOON),
  );
  const mean = means.reduce((sum, p) => sum + p, 0) / means.length;
  const spread = Math.sqrt(means.reduce((sum, p) => sum + (p - mean) ** 2, 0) / means.length);

  expect(mean).toBeGreaterThan(0.45);
  expect(mean).toBeLessThan(0.75);
  expect(spread).toBeGreaterThan(0.15);
  expect(
    new Set(CATEGORIES.map((category) => acceptance(recipient, { ...lot, category }, 3, NOON))).size,
  ).toBe(8);
  expect(acceptance(recipient, lot, 1, NOON)).toBeGreaterThan(acceptance(recipient, lot, 10, NOON));
  expect(acceptance(recipient, lot, 1, NOON)).toBeGreaterThan(
    acceptance(recipient, { ...lot, massKg: 90 }, 1, NOON),
  );
});

test('keeps the tastes of an imported recipient whatever id the store gave it', () => {
  const acceptance = createAcceptance(1);
  const [first, second] = ['rec_1', 'rec_2'].map((id) => ({ ...recipient, id, externalId: 'demo:7' }));

  expect(acceptance(first!, lot, 3, NOON)).toBe(acceptance(second!, lot, 3, NOON));
});

test('answers within minutes, sometimes late', () => {
  const minutesOf = createResponseMinutes(1);
  const random = createSeededRandom(1);
  const minutes = Array.from({ length: 5000 }, (_, index) =>
    minutesOf({ ...recipient, id: `${index}` }, random),
  );

  expect(Math.min(...minutes)).toBeGreaterThan(0);
  const median = minutes.sort((a, b) => a - b)[2500]!;
  expect(median).toBeGreaterThan(4);
  expect(median).toBeLessThan(10);
});
