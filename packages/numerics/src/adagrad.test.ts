import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normal, seededRandom } from './_util.ts';
import { type Adagrad, createAdagrad, predictAdagrad, trainAdagrad } from './adagrad.ts';
import { logLoss, sigmoid } from './sigmoid.ts';

/** The same rule written out row by row, one feature after the other. */
function referenceWeights(
  size: number,
  rows: readonly number[],
  labels: readonly number[],
  rate: number,
): number[] {
  const weight = Array<number>(size).fill(0);
  const squares = Array<number>(size).fill(1);
  let steps: number[] = [];
  labels.forEach((label, row) => {
    if (row % 16 === 0) steps = squares.map((sum) => rate / Math.sqrt(sum));
    const x = rows.slice(row * size, (row + 1) * size);
    const residual = sigmoid(x.reduce((sum, value, j) => sum + value * weight[j]!, 0)) - label;
    x.forEach((value, j) => {
      weight[j]! -= steps[j]! * residual * value;
      squares[j]! += (residual * value) ** 2;
    });
  });
  return weight;
}

/** Standardised rows with a bias in column 0, labels from a known linear model. */
function modelled(count: number, size: number, seed: number) {
  const random = seededRandom(seed);
  const truth = Float64Array.from({ length: size }, () => normal(random) / 2);
  const rows = Float64Array.from({ length: count * size }, (_, i) => (i % size === 0 ? 1 : normal(random)));
  const chance = Float64Array.from({ length: count }, (_, row) =>
    sigmoid(truth.reduce((sum, weight, j) => sum + weight * rows[row * size + j]!, 0)),
  );
  return { rows, chance, labels: Float64Array.from(chance, (p) => (random() < p ? 1 : 0)) };
}

function learn({ rows, labels }: { rows: Float64Array; labels: Float64Array }, size: number): Adagrad {
  const model = createAdagrad(size);
  for (let from = 0; from < labels.length; from += 512) {
    trainAdagrad(model, rows.subarray(from * size, (from + 512) * size), labels.subarray(from, from + 512));
  }
  return model;
}

test('comes within 0.001 nats of the true model in one pass', () => {
  const data = modelled(40_000, 8, 7);
  const model = learn(data, 8);
  const fresh = { rows: data.rows.subarray(30_000 * 8), chance: data.chance.subarray(30_000) };
  let excess = 0;
  fresh.chance.forEach((p, row) => {
    const q = predictAdagrad(model, fresh.rows, row);
    // Expected loss over the label, so that only the model's error counts.
    excess += p * (logLoss(q, 1) - logLoss(p, 1)) + (1 - p) * (logLoss(q, 0) - logLoss(p, 0));
  });

  expect(excess / fresh.chance.length).toBeLessThan(0.001);
  expect(model.rows).toBe(40_000);
});

test('gives the same bits for the same blocks', () => {
  const data = modelled(2000, 5, 8);

  expect(learn(data, 5)).toEqual(learn(data, 5));
});

test('ignores rows of weight 0', () => {
  const model = createAdagrad(2);

  trainAdagrad(model, Float64Array.of(1, 5, 1, -5), [1, 0], [0, 0]);

  expect([...model.weight, ...model.average]).toEqual([0, 0, 0, 0]);
});

test('rejects blocks that do not fit', () => {
  const model = createAdagrad(2);

  expect(() => trainAdagrad(model, new Float64Array(3), [1])).toThrow(RangeError);
  expect(() => trainAdagrad(model, new Float64Array(2), [1], [1, 1])).toThrow(RangeError);
});

test('equals the rule written out row by row, and averages between the weights passed', () => {
  const cell = fc.double({ min: -3, max: 3, noNaN: true });
  const rate = fc.double({ min: 0.01, max: 1, noNaN: true });
  const block = fc
    .integer({ min: 0, max: 40 })
    .chain((count) =>
      fc.tuple(
        fc.array(cell, { minLength: count * 3, maxLength: count * 3 }),
        fc.array(fc.constantFrom(0, 1), { minLength: count, maxLength: count }),
      ),
    );
  fc.assert(
    fc.property(block, rate, ([rows, labels], rate) => {
      const model = createAdagrad(3, { rate, tail: 1 });
      trainAdagrad(model, Float64Array.from(rows), labels);

      referenceWeights(3, rows, labels, rate).forEach((weight, j) => {
        expect(model.weight[j]).toBeCloseTo(weight, 9);
      });
      const ends = [...Array(Math.ceil(labels.length / 16)).keys()].map((block) =>
        Math.min(labels.length, block * 16 + 16),
      );
      const snapshots = ends.map((end) =>
        referenceWeights(3, rows.slice(0, end * 3), labels.slice(0, end), rate),
      );
      const sizes = ends.map((end, i) => end - (ends[i - 1] ?? 0));
      for (let j = 0; j < 3; j++) {
        const total = snapshots.reduce((sum, weights, i) => sum + sizes[i]! * weights[j]!, 0);
        expect(model.average[j]).toBeCloseTo(total / Math.max(1, labels.length), 9);
      }
    }),
  );
});
