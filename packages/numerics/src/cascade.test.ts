import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bestCascade, type CascadeInput } from './cascade.ts';

function input(probability: number[], utility: number[], attempts: number, delta: number): CascadeInput {
  return {
    probability: Float64Array.from(probability),
    utility: Float64Array.from(utility),
    attempts,
    delta,
  };
}

function expectedValue(order: readonly number[], { probability, utility, delta }: CascadeInput): number {
  return order.reduceRight(
    (later, i) => probability[i]! * utility[i]! + (1 - probability[i]!) * delta * later,
    0,
  );
}

function bestByEnumeration(cascade: CascadeInput, order: number[] = []): number {
  let best = expectedValue(order, cascade);
  if (order.length >= cascade.attempts) return best;
  for (let i = 0; i < cascade.utility.length; i++) {
    if (!order.includes(i)) best = Math.max(best, bestByEnumeration(cascade, [...order, i]));
  }
  return best;
}

test('asks the valuable but unlikely one first when waiting costs nothing', () => {
  expect(bestCascade(input([0.9, 0.2], [10, 30], 2, 1))).toEqual({ order: [1, 0], value: 6 + 0.8 * 9 });
});

test('asks the likely one first when waiting is dear', () => {
  expect(bestCascade(input([0.2, 0.9], [30, 10], 2, 0.2)).order).toEqual([1, 0]);
});

test('asks nobody without a useful candidate or an attempt', () => {
  const nobody = { order: [], value: 0 };

  expect(bestCascade(input([], [], 4, 1))).toEqual(nobody);
  expect(bestCascade(input([0.5, 0.5, 0, Number.NaN], [0, -3, 5, 5], 4, 1))).toEqual(nobody);
  expect(bestCascade(input([0.5], [5], 0, 1))).toEqual(nobody);
});

test('resolves equal twins to the lower index and stops after a sure yes', () => {
  expect(bestCascade(input([0.5, 0.5, 0.5], [4, 4, 4], 2, 0.9)).order).toEqual([0, 1]);
  expect(bestCascade(input([1, 1, 0.5], [4, 4, 4], 3, 1)).order).toEqual([0]);
  expect(bestCascade(input([0.5, 0.5], [4, 4], 2, 0)).order).toEqual([0]);
});

test('rejects arrays of unequal length', () => {
  expect(() =>
    bestCascade({ probability: new Float64Array(2), utility: new Float64Array(3), attempts: 1, delta: 1 }),
  ).toThrow(RangeError);
});

test('equals the best of all ordered subsets', () => {
  const pair = fc.tuple(
    fc.oneof(fc.constantFrom(0, 0.5, 1), fc.double({ min: 0, max: 1, noNaN: true })),
    fc.oneof(fc.integer({ min: -2, max: 4 }), fc.double({ min: -10, max: 100, noNaN: true })),
  );
  const delta = fc.oneof(fc.constantFrom(0, 1), fc.double({ min: 0, max: 1, noNaN: true }));
  fc.assert(
    fc.property(
      fc.array(pair, { maxLength: 6 }),
      fc.integer({ min: 0, max: 4 }),
      delta,
      (pairs, attempts, d) => {
        const [chances, utilities] = [pairs.map(([p]) => p), pairs.map(([, u]) => u)];
        const problem = input(chances, utilities, attempts, d);

        const { order, value } = bestCascade(problem);

        expect(value).toBeCloseTo(bestByEnumeration(problem), 9);
        expect(expectedValue(order, problem)).toBeCloseTo(value, 9);
        expect(order.length).toBeLessThanOrEqual(attempts);
        expect(new Set(order).size).toBe(order.length);
        expect(order.every((i) => problem.utility[i]! > 0)).toBe(true);
      },
    ),
    { numRuns: 300 },
  );
});
