import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inverseMills } from './mills.ts';

test('gives the known ratios of the normal density and cumulative', () => {
  expect(inverseMills(0)).toBeCloseTo(Math.sqrt(2 / Math.PI), 15);
  expect(inverseMills(-1)).toBeCloseTo(1.525135276160981, 13); // scipy: norm.pdf(-1) / norm.cdf(-1)
  expect(inverseMills(-1e8) / 1e8).toBeCloseTo(1, 14);
  expect(inverseMills(40)).toBe(0);
});

test('equals numerical integration', () => {
  fc.assert(
    fc.property(fc.double({ min: -8, max: 8, noNaN: true }), (z) => {
      // Cumulative over density as the integral of exp(-z*t - t*t/2), t <= 0 (Simpson).
      const steps = 20_000;
      const h = 40 / steps;
      let integral = 0;
      for (let i = 0; i <= steps; i++) {
        const t = -i * h;
        integral += Math.exp(-z * t - (t * t) / 2) * (i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2);
      }

      expect(inverseMills(z) * ((integral * h) / 3)).toBeCloseTo(1, 7);
    }),
    { numRuns: 50 },
  );
});
