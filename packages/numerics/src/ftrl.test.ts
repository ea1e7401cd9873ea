import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normal, seededRandom } from './_util.ts';
import { createFtrl, type FtrlOptions, ftrlWeight, predictFtrl, updateFtrl } from './ftrl.ts';
import { logLoss, sigmoid } from './sigmoid.ts';

test('predicts one half at first and moves towards the label', () => {
  const model = createFtrl(3);

  expect(updateFtrl(model, [0, 2], [1, 1], 1, 1)).toBe(0.5);
  expect(predictFtrl(model, [0, 2], [1, 1])).toBeGreaterThan(0.5);
  expect(ftrlWeight(model, 1)).toBe(0);
});

test('keeps weights with little evidence at 0 under a lasso penalty', () => {
  const model = createFtrl(2, { l1: 1 });

  updateFtrl(model, [0], [1], 1, 1);
  expect(ftrlWeight(model, 0)).toBe(0);
  for (let i = 0; i < 5; i++) updateFtrl(model, [0], [1], 1, 1);
  expect(ftrlWeight(model, 0)).toBeGreaterThan(0);
});

test('rejects rows of unequal lengths', () => {
  expect(() => predictFtrl(createFtrl(1), [0], [])).toThrow(RangeError);
});

test('comes within 0.01 nats of the true model on modelled outcomes', () => {
  const random = seededRandom(9);
  const truth = Float64Array.from({ length: 21 }, () => normal(random));
  const model = createFtrl(21);
  let excess = 0;
  for (let row = 0; row < 20_000; row++) {
    const indices = [0, 1 + Math.floor(random() * 20)];
    const values = [1, 1 + random()];
    const p = sigmoid(truth[0]! + truth[indices[1]!]! * values[1]!);
    const label = random() < p ? 1 : 0;
    const q = updateFtrl(model, indices, values, label, 1);
    if (row >= 10_000) excess += logLoss(q, label) - logLoss(p, label);
  }

  expect(excess / 10_000).toBeLessThan(0.01);
});

test('holds the minimiser of the regularised leader objective after every row', () => {
  const options: FtrlOptions = { alpha: 0.3, beta: 0.5, l1: 0.2, l2: 0.7 };
  const row = fc.record({
    x: fc.double({ min: -3, max: 3, noNaN: true }),
    label: fc.constantFrom(0, 1),
    weight: fc.double({ min: 0.1, max: 1, noNaN: true }),
  });
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 15 }), (rows) => {
      const model = createFtrl(1, options);
      const terms: { gradient: number; sigma: number; at: number }[] = [];
      let squares = 0;
      for (const { x, label, weight } of rows) {
        const at = ftrlWeight(model, 0);
        const gradient = weight * (sigmoid(at * x) - label) * x;
        const sigma = (Math.sqrt(squares + gradient ** 2) - Math.sqrt(squares)) / 0.3;
        squares += gradient ** 2;
        terms.push({ gradient, sigma, at });
        updateFtrl(model, [0], [x], label, weight);
      }

      const objective = (w: number) =>
        terms.reduce((sum, { gradient, sigma, at }) => sum + gradient * w + (sigma * (w - at) ** 2) / 2, 0) +
        0.2 * Math.abs(w) +
        ((0.7 + 0.5 / 0.3) * w * w) / 2;
      expect(ftrlWeight(model, 0)).toBeCloseTo(minimiser(objective), 5);
    }),
  );
});

/** Of a convex function on [-20, 20], by ternary search. */
function minimiser(objective: (w: number) => number): number {
  let [lo, hi] = [-20, 20];
  for (let i = 0; i < 200; i++) {
    const [a, b] = [lo + (hi - lo) / 3, hi - (hi - lo) / 3];
    if (objective(a) <= objective(b)) hi = b;
    else lo = a;
  }
  return (lo + hi) / 2;
}
