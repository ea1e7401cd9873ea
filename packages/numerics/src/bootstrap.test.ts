import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seededRandom } from './_util.ts';
import { pairedBootstrap } from './bootstrap.ts';

test('collapses to the difference when it is constant', () => {
  const interval = pairedBootstrap([3, 4, 5], [1, 2, 3], { random: seededRandom(1) });

  expect(interval).toEqual({ meanDifference: 2, lower: 2, upper: 2 });
});

test('is as wide as the normal approximation on many pairs', () => {
  const random = seededRandom(2);
  const a = Float64Array.from({ length: 800 }, random);
  const b = new Float64Array(800);

  const { meanDifference, lower, upper } = pairedBootstrap(a, b, { random, rounds: 2000, level: 0.95 });

  const halfWidth = (1.96 * Math.sqrt(1 / 12)) / Math.sqrt(800);
  expect((upper - lower) / 2 / halfWidth).toBeCloseTo(1, 1);
  expect(lower < meanDifference && meanDifference < upper).toBe(true);
});

test('rejects no pairs and unequal lengths', () => {
  expect(() => pairedBootstrap([], [], { random: seededRandom(1) })).toThrow(RangeError);
  expect(() => pairedBootstrap([1], [1, 2], { random: seededRandom(1) })).toThrow(RangeError);
});

test('equals the quantiles over all equally likely resamples of two pairs', () => {
  // Four resamples of two differences, one each by the scripted random numbers: means d0, m, m, d1.
  fc.assert(
    fc.property(fc.integer({ min: -9, max: 9 }), fc.integer({ min: -9, max: 9 }), (d0, d1) => {
      const script = [0, 0, 0, 0.5, 0.5, 0, 0.5, 0.5];
      let at = 0;
      const random = () => script[at++]!;

      const interval = pairedBootstrap([d0, d1], [0, 0], { random, rounds: 4, level: 1 });

      expect(interval.lower).toBe(Math.min(d0, d1));
      expect(interval.upper).toBe(Math.max(d0, d1));
      expect(interval.meanDifference).toBe((d0 + d1) / 2);
    }),
  );
});
