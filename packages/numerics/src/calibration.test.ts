import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seededRandom } from './_util.ts';
import { expectedCalibrationError, fitPlatt, type Platt } from './calibration.ts';
import { logLoss, sigmoid } from './sigmoid.ts';

function objective(
  { a, b }: Platt,
  logits: readonly number[],
  labels: readonly number[],
  weights: readonly number[],
) {
  const prior = (a * a + (b - 1) * (b - 1)) / 2;
  return logits.reduce((sum, z, i) => sum + weights[i]! * logLoss(sigmoid(a + b * z), labels[i]!), prior);
}

test('recovers a known distortion', () => {
  const random = seededRandom(3);
  const logits = Array.from({ length: 20_000 }, () => 6 * random() - 3);
  const labels = logits.map((z) => (random() < sigmoid(0.5 + 0.7 * z) ? 1 : 0));

  const { a, b } = fitPlatt(logits, labels);

  expect(a).toBeCloseTo(0.5, 1);
  expect(b).toBeCloseTo(0.7, 1);
  const calibrated = logits.map((z) => sigmoid(a + b * z));
  expect(expectedCalibrationError(calibrated, labels)).toBeLessThan(0.02);
  expect(expectedCalibrationError(logits.map(sigmoid), labels)).toBeGreaterThan(0.05);
});

test('keeps the identity on few or one-sided data', () => {
  const identity = { a: 0, b: 1 };

  expect(fitPlatt([], [])).toEqual(identity);
  expect(fitPlatt([1, -1], [1, 0])).toEqual(identity);
  expect(fitPlatt(Array(500).fill(1), Array(500).fill(1))).toEqual(identity);
  expect(
    fitPlatt(Array(40).fill(1), [...Array(20).fill(1), ...Array(20).fill(0)], Array(40).fill(0.4)),
  ).toEqual(identity);
});

test('stays finite on separated and extreme data', () => {
  const logits = Array.from({ length: 60 }, (_, i) => (i < 30 ? -1e9 : 1e9));
  const right = logits.map((z) => (z > 0 ? 1 : 0));
  const wrong = logits.map((z) => (z > 0 ? 0 : 1));

  for (const labels of [right, wrong]) {
    const { a, b } = fitPlatt(logits, labels);

    expect(Number.isFinite(a) && Number.isFinite(b)).toBe(true);
  }
  expect(fitPlatt(logits, wrong).b).toBeLessThan(0);
});

test('rejects arrays of unequal length', () => {
  expect(() => fitPlatt([1], [1, 0])).toThrow(RangeError);
  expect(() => fitPlatt([1], [1], [1, 1])).toThrow(RangeError);
  expect(() => expectedCalibrationError([0.5], [])).toThrow(RangeError);
});

test('measures the calibration error per bin', () => {
  expect(expectedCalibrationError([], [])).toBe(0);
  expect(expectedCalibrationError([1, 1, 0], [1, 1, 0])).toBe(0);
  expect(expectedCalibrationError([0.8, 0.8, 0.8, 0.8], [1, 1, 0, 0])).toBeCloseTo(0.3, 14);
  expect(expectedCalibrationError([0.1, 0.9], [1, 0], 1)).toBeCloseTo(0, 14);
});

test('finds a point no neighbour improves', () => {
  const row = fc.record({
    z: fc.double({ min: -40, max: 40, noNaN: true }),
    label: fc.constantFrom(0, 1),
    weight: fc.double({ min: 0.5, max: 1, noNaN: true }),
  });
  fc.assert(
    fc.property(fc.array(row, { minLength: 50, maxLength: 80 }), (rows) => {
      const logits = rows.map((each) => Math.min(Math.max(each.z, -35), 35));
      const labels = rows.map((each, i) => (i < 40 ? i % 2 : each.label));
      const weights = rows.map((each) => each.weight);
      const found = fitPlatt(logits, labels, weights);

      const least = objective(found, logits, labels, weights);
      for (const [da, db] of [
        [1, 0],
        [-1, 0],
        [0, 1],
        [0, -1],
        [1, 1],
        [-1, -1],
        [1, -1],
        [-1, 1],
      ] as const) {
        const moved = { a: found.a + da * 1e-3, b: found.b + db * 1e-3 };
        expect(objective(moved, logits, labels, weights)).toBeGreaterThan(least - 1e-9);
      }
    }),
  );
});

test('has the error of a brute-force count per bin', () => {
  const row = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 1));
  fc.assert(
    fc.property(
      fc.array(row, { minLength: 1, maxLength: 50 }),
      fc.integer({ min: 1, max: 20 }),
      (rows, bins) => {
        let expected = 0;
        for (let bin = 0; bin < bins; bin++) {
          const inside = rows.filter(([p]) => Math.min(bins - 1, Math.floor(p * bins)) === bin);
          expected += Math.abs(inside.reduce((sum, [p, label]) => sum + label - p, 0)) / rows.length;
        }

        const error = expectedCalibrationError(
          rows.map(([p]) => p),
          rows.map(([, label]) => label),
          bins,
        );

        expect(error).toBeCloseTo(expected, 12);
      },
    ),
  );
});
