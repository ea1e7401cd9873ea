import { OversupplyInput } from '@sprk/contracts';
import { checkOversupply } from '@sprk/core';
import fc from 'fast-check';
import { Compile } from 'typebox/compile';
import { expect, test } from 'vitest';
import { makeLot } from './lot-shapes.ts';
import { createSeededRandom } from './seeded-random.ts';

const check = Compile(OversupplyInput);
const NOW = Date.parse('2026-11-24T09:30:00Z');

function lots(count: number, options = {}) {
  const random = createSeededRandom(42);
  return Array.from({ length: count }, () => makeLot(random, NOW, options));
}

test('makes only lots that the contract and the domain accept', () => {
  const instants = fc.integer({ min: Date.UTC(2025, 0, 1), max: Date.UTC(2035, 0, 1) });
  const timeZone = fc.constantFrom('Europe/Berlin', 'America/New_York', 'Pacific/Auckland', 'UTC');
  fc.assert(
    fc.property(fc.integer(), instants, timeZone, (seed, now, zone) => {
      const lot = makeLot(createSeededRandom(seed), now, { timeZone: zone });

      expect(check.Errors(lot)).toEqual([]);
      expect(checkOversupply(lot, zone, now)).toEqual([]);
    }),
    { numRuns: 1000 },
  );
});

test('has masses like the rescue log', () => {
  const masses = lots(20_000)
    .map(({ massKg }) => Math.log(massKg))
    .sort((a, b) => a - b);
  const mean = masses.reduce((sum, mass) => sum + mass, 0) / masses.length;
  const spread = Math.sqrt(masses.reduce((sum, mass) => sum + (mass - mean) ** 2, 0) / masses.length);

  // ln(8.5) is 2.14; categories weigh a little more or less than the whole.
  expect(mean).toBeGreaterThan(1.9);
  expect(mean).toBeLessThan(2.3);
  expect(spread).toBeGreaterThan(0.85);
  expect(spread).toBeLessThan(1.1);
});

test('lets large lots be divided, never small ones', () => {
  for (const { massKg, divisible, minPartKg } of lots(2000)) {
    expect(divisible).toBe(massKg >= 25);
    expect(minPartKg === undefined).toBe(!divisible);
  }
});

test('keeps what is asked for: category, window, supplier and median mass', () => {
  const options = { category: 'prepared' as const, minWindowHours: 24, supplierId: 'sup_1', medianKg: 0.05 };
  for (const lot of lots(500, options)) {
    expect(lot.category).toBe('prepared');
    expect(lot.supplierId).toBe('sup_1');
    expect(lot.massKg).toBeLessThan(2);
    expect(Date.parse(lot.collectBy) - Date.parse(lot.readyAt)).toBeGreaterThanOrEqual(24 * 3_600_000);
  }
});

test('is the same for the same seed', () => {
  expect(lots(50)).toEqual(lots(50));
});
