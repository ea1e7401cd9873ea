import { describe, expect, it } from 'vitest';
import { simulate } from '../harness/simulate.ts';

/** More seeds for a release: `SIM_SEEDS=20000 SIM_FIRST=1000 npx vitest run --project integration simulation`. */
const SEEDS = Number(process.env.SIM_SEEDS ?? 200);
const FIRST = Number(process.env.SIM_FIRST ?? 1);
const PARTS = 4;

describe('the whole system under random people, clock jumps and faults', () => {
  it.each(Array.from({ length: PARTS }, (_, part) => part))(
    'keeps I1 to I7 and comes to rest, part %i',
    async (part) => {
      const sums = { lots: 0, offers: 0, children: 0, collected: 0, faults: 0 };
      const perPart = Math.ceil(SEEDS / PARTS);
      for (let seed = FIRST + part * perPart; seed < FIRST + (part + 1) * perPart; seed += 1) {
        const result = await simulate(seed);
        for (const name of Object.keys(sums) as (keyof typeof sums)[]) sums[name] += result[name];
      }
      // A run in which nothing happens proves nothing.
      expect(sums.lots).toBeGreaterThan(perPart * 4);
      expect(sums.offers).toBeGreaterThan(perPart * 4);
      expect(sums.children).toBeGreaterThan(perPart / 4);
      expect(sums.collected).toBeGreaterThan(perPart / 4);
      expect(sums.faults).toBeGreaterThan(perPart * 5);
    },
    Math.max(60_000, SEEDS * 1000),
  );

  it('does the same again from the same seed', async () => {
    const [one, again, other] = [await simulate(42), await simulate(42), await simulate(43)];
    expect(again).toEqual(one);
    expect(other.trace).not.toBe(one.trace);
  });
});
