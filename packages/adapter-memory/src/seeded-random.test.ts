import { describe, expect, it } from 'vitest';
import { createSeededRandom } from './seeded-random.ts';

describe('createSeededRandom', () => {
  it('gives the same numbers for the same seed, and others for another', () => {
    const draw = (seed: number) => {
      const random = createSeededRandom(seed);
      return Array.from({ length: 8 }, () => random.next());
    };

    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
    expect(draw(1)).not.toEqual(draw(1 + 2 ** 32));
  });

  it.each([0, 1, -1, 2 ** 31, Number.MAX_SAFE_INTEGER])('is uniform in [0, 1) from seed %i', (seed) => {
    const random = createSeededRandom(seed);
    const buckets = new Array<number>(20).fill(0);
    const draws = 40_000;
    let outside = 0;
    for (let index = 0; index < draws; index += 1) {
      const drawn = random.next();
      outside += Number(!(drawn >= 0 && drawn < 1));
      buckets[Math.floor(drawn * 20)]! += 1;
    }
    const expected = draws / 20;
    const chiSquare = buckets.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);

    expect(outside).toBe(0);
    // 0.9999 quantile of chi-square with 19 degrees of freedom.
    expect(chiSquare).toBeLessThan(50.8);
  });
});
