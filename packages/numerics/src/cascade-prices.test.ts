import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packingOptimum } from './_util.ts';
import { bestCascade } from './cascade.ts';
import { type CascadeDemand, cascadeDual, cascadePrices } from './cascade-prices.ts';

interface Edge {
  readonly slot: number;
  readonly utility: number;
  readonly probability: number;
}

function aDemand(
  lots: readonly { readonly massKg: number; readonly edges: readonly Edge[] }[],
  capacityKg: readonly number[],
  attempts: number,
): CascadeDemand {
  const edges = lots.flatMap((lot) => lot.edges);
  const lotStart = [0];
  for (const lot of lots) lotStart.push((lotStart.at(-1) ?? 0) + lot.edges.length);
  return {
    lotStart: Int32Array.from(lotStart),
    slot: Int32Array.from(edges, ({ slot }) => slot),
    utility: Float64Array.from(edges, ({ utility }) => utility),
    probability: Float64Array.from(edges, ({ probability }) => probability),
    massKg: Float64Array.from(lots, ({ massKg }) => massKg),
    expected: new Float64Array(lots.length).fill(1),
    capacityKg: Float64Array.from(capacityKg),
    attempts,
  };
}

const edge = fc.record({
  slot: fc.nat({ max: 3 }),
  utility: fc.double({ min: -5, max: 30, noNaN: true }),
  probability: fc.double({ min: 0, max: 1, noNaN: true }),
});
const lot = fc.record({
  massKg: fc.double({ min: 1, max: 20, noNaN: true }),
  edges: fc.uniqueArray(edge, { maxLength: 4, selector: ({ slot }) => slot }),
});
const demand = fc
  .tuple(
    fc.array(lot, { minLength: 1, maxLength: 30 }),
    fc.array(fc.double({ min: 0, max: 60, noNaN: true }), { minLength: 4, maxLength: 4 }),
    fc.integer({ min: 0, max: 4 }),
  )
  .map(([lots, capacity, attempts]) => aDemand(lots, capacity, attempts));

describe('cascadePrices', () => {
  it('asks nothing for room that nobody competes for', () => {
    const free = aDemand([{ massKg: 10, edges: [{ slot: 0, utility: 10, probability: 0.5 }] }], [100], 4);

    expect([...cascadePrices(free)]).toEqual([0]);
  });

  it('charges what the last kilogram of a full slot is worth', () => {
    const sure = (utility: number) => ({ massKg: 10, edges: [{ slot: 0, utility, probability: 1 }] });
    const full = aDemand([...Array(30).fill(sure(20)), ...Array(30).fill(sure(10))], [150], 1);

    const [price = 0] = cascadePrices(full, { passes: 100 });

    // Half of the lots worth 2 per kg fit, so the price is theirs.
    expect(price).toBeGreaterThan(1.8);
    expect(price).toBeLessThan(2.2);
  });

  it('gives prices that are finite and not negative, the same every time', () => {
    fc.assert(
      fc.property(demand, (each) => {
        const price = cascadePrices(each);
        expect(price.every((one) => Number.isFinite(one) && one >= 0)).toBe(true);
        expect(cascadePrices(each)).toEqual(price);
      }),
    );
  });

  it('bounds what can be had, and is the sum of best cascades where room is free', () => {
    fc.assert(
      fc.property(demand, (each) => {
        const free = cascadeDual(each, new Float64Array(each.capacityKg.length));
        let cascades = 0;
        for (let i = 0; i < each.massKg.length; i++) {
          const [from, to] = [each.lotStart[i], each.lotStart[i + 1]];
          const probability = each.probability.slice(from, to);
          const utility = each.utility.slice(from, to);
          cascades += bestCascade({ probability, utility, attempts: each.attempts, delta: 1 }).value;
        }
        expect(free).toBeCloseTo(cascades, 6);
      }),
    );
  });

  it('comes near the optimum where every answer is a yes (HiGHS)', () => {
    const lots = Array.from({ length: 120 }, (_, i) => ({
      massKg: 5 + (i % 7),
      edges: [0, 1, 2, 3].map((slot) => ({
        slot,
        utility: 5 + ((i * 13 + slot * 29) % 17),
        probability: 1,
      })),
    }));
    const full = aDemand(lots, [120, 150, 90, 60], 1);
    const { lotStart: rowStart, slot: candidate, utility: value, massKg: mass, capacityKg: capacity } = full;

    const dual = cascadeDual(full, cascadePrices(full, { passes: 200 }));

    const optimum = packingOptimum({ rowStart, candidate, value, mass, capacity });
    expect(dual).toBeGreaterThanOrEqual(optimum - 1e-6);
    expect(dual).toBeLessThan(1.02 * optimum);
  });

  it('refuses arrays that do not fit together', () => {
    const good = aDemand([{ massKg: 1, edges: [{ slot: 0, utility: 1, probability: 1 }] }], [1], 1);

    expect(() => cascadePrices({ ...good, utility: new Float64Array(2) })).toThrow(RangeError);
  });
});
