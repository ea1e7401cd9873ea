import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { combineByBorda } from './combine-by-borda.ts';

const scoresOf = (count: number) =>
  fc.array(fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ noNaN: true })), {
    minLength: count,
    maxLength: count,
  });
const votersOn = (count: number) =>
  fc.array(fc.record({ weight: fc.double({ min: 0.01, max: 100, noNaN: true }), scores: scoresOf(count) }), {
    minLength: 1,
    maxLength: 6,
  });
const election = fc
  .integer({ min: 1, max: 12 })
  .chain((count) => fc.record({ count: fc.constant(count), voters: votersOn(count) }));

function sumOf(numbers: Iterable<number>): number {
  return [...numbers].reduce((sum, each) => sum + each, 0);
}

describe('the weighted Borda count', () => {
  it('gives n points to the best and 1 to the last, as a share of what was possible', () => {
    expect([...combineByBorda([{ weight: 2, scores: [5, 9, 1, 7] }], 4)]).toEqual([0.5, 1, 0.25, 0.75]);
  });

  it('lets the heavier side win and a compromise beat two extremes', () => {
    const left = { weight: 1, scores: [3, 2, 1] };
    const right = { weight: 1, scores: [1, 2, 3] };

    expect([...combineByBorda([left, right], 3)]).toEqual([2 / 3, 2 / 3, 2 / 3]);
    const [first, , last] = combineByBorda([left, { ...right, weight: 3 }], 3);
    expect(last).toBeGreaterThan(first as number);
    const [a, compromise, b] = combineByBorda([left, right, { weight: 0.1, scores: [0, 1, 0] }], 3);
    expect(compromise).toBeGreaterThan(Math.max(a as number, b as number));
  });

  it('shares the points of equal scores', () => {
    expect([...combineByBorda([{ weight: 1, scores: [4, 4, 4] }], 3)]).toEqual([2 / 3, 2 / 3, 2 / 3]);
    expect([...combineByBorda([{ weight: 1, scores: [4, 9, 4] }], 3)]).toEqual([0.5, 1, 0.5]);
  });

  it('has nothing to say about nobody', () => {
    expect([...combineByBorda([{ weight: 1, scores: [] }], 0)]).toEqual([]);
  });

  it('keeps an order that all agree on', () => {
    fc.assert(
      fc.property(election, ({ count, voters }) => {
        const scores = voters[0]?.scores ?? [];
        const unanimous = voters.map(({ weight }) => ({ weight, scores }));
        const shares = combineByBorda(unanimous, count);

        for (let one = 0; one < count; one++) {
          for (let other = 0; other < count; other++) {
            if ((scores[one] as number) > (scores[other] as number)) {
              expect(shares[one]).toBeGreaterThan(shares[other] as number);
            }
          }
        }
      }),
    );
  });

  it('depends on how weights compare, not on their scale', () => {
    fc.assert(
      fc.property(election, fc.double({ min: 0.01, max: 1000, noNaN: true }), ({ count, voters }, scale) => {
        const shares = combineByBorda(voters, count);
        const scaled = combineByBorda(
          voters.map(({ weight, scores }) => ({ weight: weight * scale, scores })),
          count,
        );

        shares.forEach((share, index) => {
          expect(scaled[index]).toBeCloseTo(share, 9);
        });
      }),
    );
  });

  it('gives out all points, whoever stands where on the list', () => {
    fc.assert(
      fc.property(election, ({ count, voters }) => {
        const shares = combineByBorda(voters, count);
        const turned = combineByBorda(
          voters.map(({ weight, scores }) => ({ weight, scores: Array.from(scores).reverse() })),
          count,
        );

        expect(sumOf(shares)).toBeCloseTo((count + 1) / 2, 9);
        [...turned].reverse().forEach((share, index) => {
          expect(share).toBeCloseTo(shares[index] as number, 9);
        });
        for (const share of shares) expect(share > 0 && share <= 1 + 1e-12).toBe(true);
      }),
    );
  });

  it('does not harm a candidate that one voter comes to like better', () => {
    fc.assert(
      fc.property(election, fc.nat(), ({ count, voters }, pick) => {
        const liked = pick % count;
        const before = combineByBorda(voters, count)[liked] as number;
        const won = voters.map(({ weight, scores }, index) => {
          if (index > 0) return { weight, scores };
          return { weight, scores: scores.map((score, i) => (i === liked ? Infinity : score)) };
        });

        const after = combineByBorda(won, count)[liked] as number;

        expect(after).toBeGreaterThanOrEqual(before - 1e-12);
      }),
    );
  });
});
