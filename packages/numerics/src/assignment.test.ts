import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normal, packingOptimum, seededRandom } from './_util.ts';
import { type AssignmentProblem, assignOffers } from './assignment.ts';

type Edge = readonly [slot: number, value: number];

function edgesOf(valueBySlot: Readonly<Record<number, number>>): Edge[] {
  return Object.entries(valueBySlot).map(([slot, value]) => [Number(slot), value]);
}

function problemOf(offers: readonly (readonly Edge[])[], capacity: readonly number[]): AssignmentProblem {
  const offerStart = new Int32Array(offers.length + 1);
  offers.forEach((edges, i) => {
    offerStart[i + 1] = offerStart[i]! + edges.length;
  });
  return {
    offerStart,
    candidate: Int32Array.from(offers.flat(), ([slot]) => slot),
    value: Float64Array.from(offers.flat(), ([, value]) => value),
    capacity: Int32Array.from(capacity),
  };
}

function optimumOf({ offerStart, candidate, value, capacity }: AssignmentProblem): number {
  const mass = new Float64Array(offerStart.length - 1).fill(1);
  return packingOptimum({ rowStart: offerStart, candidate, value, mass, capacity });
}

/** Sum of the values of the edges used; throws if a slot is too full or an offer is where it may not be. */
function checkedValue(
  { offerStart, candidate, value, capacity }: AssignmentProblem,
  assigned: Int32Array,
): number {
  const room = capacity.slice();
  let total = 0;
  assigned.forEach((slot, offer) => {
    if (slot < 0) return;
    expect(--room[slot]!).toBeGreaterThanOrEqual(0);
    const edges = candidate.subarray(offerStart[offer], offerStart[offer + 1]);
    const worth = [...edges.keys()]
      .filter((k) => edges[k] === slot)
      .map((k) => value[offerStart[offer]! + k]!);
    expect(worth.length).toBeGreaterThan(0);
    total += Math.max(...worth);
  });
  return total;
}

/** Offers around few hubs, so that they compete; values with a long tail. */
function contested(offers: number, slots: number, degree: number, seed: number): AssignmentProblem {
  const random = seededRandom(seed);
  const edges = Array.from({ length: offers }, () => {
    const hub = Math.floor(random() * 3) * Math.floor(slots / 3);
    const kg = 20 * Math.exp(normal(random));
    const near = new Set(
      Array.from(
        { length: degree },
        () => (hub + Math.floor(Math.abs(normal(random)) * 0.2 * slots)) % slots,
      ),
    );
    return [...near].map((slot): Edge => [slot, kg * (0.3 + 0.7 * random()) - 2]);
  });
  return problemOf(
    edges,
    Array.from({ length: slots }, () => 1 + Math.floor(3 * random())),
  );
}

test('gives up the best slot where the second choice is dear to another', () => {
  const problem = problemOf(
    [
      { 0: 10, 1: 9 },
      { 0: 8, 1: 1 },
    ].map(edgesOf),
    [1, 1],
  );

  const { assigned, value, upperBound, usedFallback } = assignOffers(problem);

  expect([...assigned]).toEqual([1, 0]);
  expect(value).toBe(17);
  expect(upperBound).toBeGreaterThanOrEqual(17);
  expect(usedFallback).toBe(false);
});

test('leaves out offers without value, without candidates and for closed slots', () => {
  const problem = problemOf([{}, { 0: 0, 1: -2 }, { 2: 5 }, { 0: 3 }].map(edgesOf), [1, 1, 0]);
  const nothing = { value: 0, upperBound: 0, bids: 0, usedFallback: false };

  expect([...assignOffers(problem).assigned]).toEqual([-1, -1, -1, 0]);
  expect(assignOffers(problemOf([], []))).toMatchObject(nothing);
});

test('rejects arrays that do not fit together', () => {
  const problem = problemOf([[[0, 1]]], [1]);

  expect(() => assignOffers({ ...problem, value: new Float64Array(2) })).toThrow(RangeError);
  expect(() => assignOffers({ ...problem, offerStart: new Int32Array(0) })).toThrow(RangeError);
});

test.each([
  [256, 60, 20, 1],
  [200, 150, 30, 2],
])('reaches 0.9995 of the optimum on %i offers for %i contested slots', (offers, slots, degree, seed) => {
  const problem = contested(offers, slots, degree, seed);
  const optimum = optimumOf(problem);

  const { assigned, value, upperBound, usedFallback } = assignOffers(problem);

  expect(value / optimum).toBeGreaterThanOrEqual(0.9995);
  expect(upperBound / optimum).toBeGreaterThan(1 - 1e-9);
  expect(upperBound / optimum).toBeLessThan(1.001);
  expect(checkedValue(problem, assigned)).toBeCloseTo(value, 6);
  expect(usedFallback).toBe(false);
});

test('falls back to greedy placement when the bids run out', () => {
  const problem = contested(120, 40, 15, 4);
  const optimum = optimumOf(problem);

  for (const maxBids of [0, 10, 90, 2000]) {
    const { assigned, value, upperBound, bids, usedFallback } = assignOffers(problem, { maxBids });

    expect(bids).toBeLessThanOrEqual(maxBids);
    expect(usedFallback).toBe(maxBids < 2000);
    expect(checkedValue(problem, assigned)).toBeCloseTo(value, 6);
    expect(value / optimum).toBeGreaterThan(0.8);
    expect(upperBound).toBeGreaterThanOrEqual(optimum - 1e-6);
  }
});

test('is optimal within the gap on any small problem', () => {
  const edge = fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: -2, max: 20 }));
  const offers = fc.array(fc.array(edge, { maxLength: 6 }), { minLength: 1, maxLength: 9 });
  const capacity = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 5, maxLength: 5 });
  fc.assert(
    fc.property(offers, capacity, (edges, units) => {
      const problem = problemOf(edges, units);
      const optimum = optimumOf(problem);

      const { assigned, value, upperBound } = assignOffers(problem, { maxBids: 1e6 });

      expect(checkedValue(problem, assigned)).toBeCloseTo(value, 9);
      expect(value).toBeGreaterThanOrEqual(0.9995 * optimum - 1e-9);
      expect(upperBound).toBeGreaterThanOrEqual(optimum - 1e-6);
    }),
    { numRuns: 100 },
  );
});
