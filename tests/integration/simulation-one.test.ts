import { describe, expect, it } from 'vitest';
import { simulate, simulateSeeds } from '../harness/simulate.ts';

/** More seeds for a release: `SIM_SEEDS=20000 SIM_FIRST=1000 npx vitest run --project integration simulation`. */
const COUNT = Math.ceil(Number(process.env.SIM_SEEDS ?? 200) / 2);
const FIRST = Number(process.env.SIM_FIRST ?? 1);

describe('the whole system under random people, clock jumps and faults', () => {
  it(
    `keeps I1 to I7 and comes to rest, seeds ${FIRST} to ${FIRST + COUNT - 1}`,
    async () => {
      const sums = await simulateSeeds(FIRST, COUNT);

      // Runs in which nothing happens prove nothing.
      expect(sums.lots).toBeGreaterThan(COUNT * 4);
      expect(sums.offers).toBeGreaterThan(COUNT * 4);
      expect(sums.children).toBeGreaterThan(COUNT / 8);
      expect(sums.collected).toBeGreaterThan(COUNT / 8);
      expect(sums.faults).toBeGreaterThan(COUNT * 4);
    },
    60_000 + COUNT * 1000,
  );

  it('do the same again from the same seed', async () => {
    for (const seed of [40, 42]) {
      const [one, again] = [await simulate(seed), await simulate(seed)];
      expect(again).toEqual(one);
    }
    expect((await simulate(43)).trace).not.toBe((await simulate(42)).trace);
  });
});
