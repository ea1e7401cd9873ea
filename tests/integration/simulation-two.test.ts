import { describe, expect, it } from 'vitest';
import { simulateSeeds } from '../harness/simulate.ts';

/** The other half of simulation-one, in a worker of its own. */
const COUNT = Math.ceil(Number(process.env.SIM_SEEDS ?? 200) / 2);
const FIRST = Number(process.env.SIM_FIRST ?? 1) + COUNT;

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
});
