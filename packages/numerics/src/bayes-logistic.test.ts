import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normal, seededRandom } from './_util.ts';
import { type BayesLogistic, predictLogit, predictProbability, update } from './bayes-logistic.ts';
import { logLoss, sigmoid } from './sigmoid.ts';

function prior(...variance: number[]): BayesLogistic {
  return { mean: new Float64Array(variance.length), variance: Float64Array.from(variance) };
}

test('predicts one half before any outcome and moves towards the label', () => {
  const model = prior(1, 0.5);

  expect(predictProbability(model, [0, 1], [1, 2])).toBe(0.5);
  expect(predictLogit(model, [0, 1], [1, 2])).toEqual({ mean: 0, variance: 3 });
  update(model, [0, 1], [1, 2], 1, 1);
  expect(predictProbability(model, [0, 1], [1, 2])).toBeGreaterThan(0.6);
  update(model, [0, 1], [1, 2], 0, 1);
  update(model, [0, 1], [1, 2], 0, 1);
  expect(predictProbability(model, [0, 1], [1, 2])).toBeLessThan(0.5);
});

test('learns less from a lighter outcome and nothing on a frozen weight', () => {
  const [full, half] = [prior(1, 0), prior(1, 0)];

  update(full, [0, 1], [1, 1], 1, 1);
  update(half, [0, 1], [1, 1], 1, 0.5);

  expect(half.mean[0]).toBeGreaterThan(0);
  expect(half.mean[0]).toBeLessThan(full.mean[0]!);
  expect(half.variance[0]).toBeGreaterThan(full.variance[0]!);
  expect(full.mean[1]).toBe(0);
  expect(full.variance[1]).toBe(0);
});

test('ignores an outcome that cannot teach', () => {
  const model = prior(0, 1);

  update(model, [0], [1], 1, 1);
  update(model, [1], [0], 1, 1);
  update(model, [1], [1], 1, 0);
  update(model, [], [], 1, 1);

  expect(model).toEqual(prior(0, 1));
});

test('rejects rows and models of unequal lengths', () => {
  expect(() => predictLogit(prior(1), [0], [1, 2])).toThrow(RangeError);
  expect(() => update({ mean: new Float64Array(2), variance: new Float64Array(1) }, [0], [1], 1, 1)).toThrow(
    RangeError,
  );
});

test('comes within 0.01 nats of the true model on modelled outcomes', () => {
  const random = seededRandom(5);
  const truth = Float64Array.from({ length: 21 }, () => normal(random));
  const model = prior(...Array(21).fill(1));
  let excess = 0;
  for (let row = 0; row < 8000; row++) {
    const indices = [0, 1 + Math.floor(random() * 20)];
    const values = [1, 1 + random()];
    const p = sigmoid(truth[0]! + truth[indices[1]!]! * values[1]!);
    const label = random() < p ? 1 : 0;
    if (row >= 4000) excess += logLoss(predictProbability(model, indices, values), label) - logLoss(p, label);
    update(model, indices, values, label, 1);
  }

  expect(excess / 4000).toBeLessThan(0.01);
});

test('matches the exact posterior moments of one weight under the probit likelihood', () => {
  const unit = fc.double({ min: 0.05, max: 2, noNaN: true });
  const centre = fc.double({ min: -2.5, max: 2.5, noNaN: true });
  const share = fc.double({ min: 0.1, max: 1, noNaN: true });
  fc.assert(
    fc.property(centre, unit, unit, fc.constantFrom(0, 1), share, (mean, variance, x, label, weight) => {
      const model = { mean: Float64Array.of(mean), variance: Float64Array.of(variance) };
      const expected = posteriorByQuadrature(mean, variance, (w) => {
        return probit(((label === 1 ? 1 : -1) * w * x) / Math.sqrt(8 / Math.PI / weight));
      });

      update(model, [0], [x], label, weight);

      expect(model.mean[0]).toBeCloseTo(expected.mean, 5);
      expect(model.variance[0]).toBeCloseTo(expected.variance, 5);
    }),
    { numRuns: 100 },
  );
});

test('stays finite with variances in (0, before] for any finite input, bit for bit the same twice', () => {
  const any = fc.double({ noNaN: true, noDefaultInfinity: true });
  const outcome = fc.record({
    indices: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 3, maxLength: 3 }),
    values: fc.array(any, { minLength: 3, maxLength: 3 }),
    label: fc.constantFrom(0, 1),
    weight: fc.double({ min: Number.MIN_VALUE, max: 1, noNaN: true }),
  });
  fc.assert(
    fc.property(fc.array(outcome, { maxLength: 12 }), (outcomes) => {
      const [model, twin] = [prior(1, 0.5, 1e-14, 100), prior(1, 0.5, 1e-14, 100)];
      for (const { indices, values, label, weight } of outcomes) {
        const before = model.variance.slice();
        update(model, indices, values, label, weight);
        update(twin, indices, values, label, weight);

        expect(model.variance.every((v, i) => v > 0 && v <= before[i]!)).toBe(true);
        expect(model.mean.every(Number.isFinite)).toBe(true);
        expect(predictProbability(model, indices, values)).toBeGreaterThanOrEqual(0);
      }
      expect(twin).toEqual(model);
    }),
    { numRuns: 300 },
  );
});

function posteriorByQuadrature(mean: number, variance: number, likelihood: (w: number) => number) {
  const deviation = Math.sqrt(variance);
  const moments = [0, 0, 0];
  for (let t = -9; t <= 9; t += 0.02) {
    const mass = Math.exp((-t * t) / 2) * likelihood(mean + deviation * t);
    for (let power = 0; power < 3; power++) moments[power]! += mass * t ** power;
  }
  const [zeroth, first, second] = moments as [number, number, number];
  const shift = first / zeroth;
  return { mean: mean + deviation * shift, variance: variance * (second / zeroth - shift * shift) };
}

/** Cumulative of the standard normal by its power series; good to 1e-9. */
function probit(z: number): number {
  if (Math.abs(z) > 7) return z > 0 ? 1 : 0;
  let [term, sum] = [z, z];
  for (let odd = 3; odd < 250; odd += 2) {
    term *= (z * z) / odd;
    sum += term;
  }
  return 0.5 + (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * sum;
}
