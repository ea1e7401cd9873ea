import fc from 'fast-check';
import { expect, test } from 'vitest';
import { logit, logLoss, sigmoid } from './sigmoid.ts';

test('gives the known values of the logistic function', () => {
  expect(sigmoid(0)).toBe(0.5);
  expect(sigmoid(2)).toBeCloseTo(0.8807970779778823, 15); // scipy.special.expit(2)
  expect(sigmoid(-800)).toBe(0);
  expect(sigmoid(Infinity)).toBe(1);
  expect(logit(0.5)).toBe(0);
  expect(logit(1)).toBeCloseTo(34.54, 1);
});

test('charges what a prediction missed', () => {
  expect(logLoss(0.25, 1)).toBeCloseTo(Math.log(4), 14);
  expect(logLoss(0.25, 0)).toBeCloseTo(-Math.log(0.75), 14);
  expect(logLoss(0, 1)).toBeCloseTo(34.54, 1);
  expect(logLoss(1, 0)).toBeLessThan(34.6);
});

test('equals the textbook formula, is symmetric and inverts', () => {
  fc.assert(
    fc.property(fc.double({ min: -30, max: 30, noNaN: true }), (z) => {
      const p = sigmoid(z);

      expect(p).toBeCloseTo(1 / (1 + Math.exp(-z)), 14);
      expect(p + sigmoid(-z)).toBeCloseTo(1, 14);
      expect(logit(sigmoid(-Math.abs(z)))).toBeCloseTo(-Math.abs(z), 10);
    }),
  );
});

test('stays in [0, 1] and ordered for any numbers', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true }), fc.double({ noNaN: true }), (a, b) => {
      const [low, high] = [sigmoid(Math.min(a, b)), sigmoid(Math.max(a, b))];

      expect(0 <= low && low <= high && high <= 1).toBe(true);
    }),
  );
});
