import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aRegistration } from '../_fixtures.ts';
import { massThatFits } from './part.ts';

const parts = (minPartKg?: number) =>
  aRegistration({ divisible: true, ...(minPartKg !== undefined && { minPartKg }) });

describe('massThatFits', () => {
  it('gives all of it where there is room', () => {
    expect(massThatFits(aRegistration(), 10, 10)).toBe(10);
    expect(massThatFits(aRegistration(), 10, 9.999)).toBe('capacity');
  });

  it.each([
    [10, 6.78, undefined, 6.7],
    [10, 9.9, undefined, 9],
    [10, 9.9, 4, 6],
    [10, 0.5, undefined, 'part_too_small'],
    [10, 0.29, 0.25, 0.25],
    [10, 0, undefined, 'capacity'],
    [10, -3, undefined, 'capacity'],
    [1.5, 1.2, undefined, 'part_too_small'],
    [4.2, 3.2, 1, 3.2],
    [1.4, 1.3, 0.1, 1.3],
    [3, 2, 2, 'part_too_small'],
  ])('fits %d kg into %d kg with a smallest part of %s as %s', (massKg, freeKg, minPartKg, expected) => {
    expect(massThatFits(parts(minPartKg), massKg, freeKg)).toBe(expected);
  });

  it('never gives more than fits, less than the smallest part, or leaves a rest below it', () => {
    const grams = fc.integer({ min: 1, max: 50_000 }).map((g) => g / 1000);

    fc.assert(
      fc.property(grams, grams, grams, (massKg, freeKg, minPartKg) => {
        const part = massThatFits(parts(minPartKg), massKg, freeKg);
        if (typeof part === 'string' || part === massKg) return;

        expect(part).toBeLessThanOrEqual(freeKg);
        expect(part).toBeGreaterThanOrEqual(minPartKg);
        expect(massKg - part).toBeGreaterThanOrEqual(minPartKg - 1e-9);
      }),
    );
  });
});
