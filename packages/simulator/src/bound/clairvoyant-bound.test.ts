import { describe, expect, it } from 'vitest';
import { POLICIES } from '../policies/policies.ts';
import { simulate } from '../replay/simulate.ts';
import { aSmallWorld, aTinyWorld } from '../world/_small-world.ts';
import { clairvoyantBound } from './clairvoyant-bound.ts';

describe('clairvoyantBound', () => {
  it('takes the best yes of a lot', async () => {
    expect(await clairvoyantBound(aTinyWorld())).toBeCloseTo(12.5, 9);
    expect(await clairvoyantBound(aTinyWorld({ answers: { l0: { r0: [1, 0] } } }))).toBe(0);
  });

  it('fills a slot with fractions of lots', async () => {
    const [lot] = aTinyWorld().lots;
    const lots = [0, 1, 2].map((i) => ({ ...lot, id: `l${i}`, massKg: 15 })) as ReturnType<
      typeof aTinyWorld
    >['lots'];
    const answers = Object.fromEntries(lots.map(({ id }) => [id, { r0: [1, 1] as const }]));

    // 20 kg of room, 0.75 a kg at a need of half the mean.
    expect(await clairvoyantBound(aTinyWorld({ lots, answers }))).toBeCloseTo(20 * 0.75, 6);
  });

  it('is above every policy', async () => {
    for (const seed of [1, 2, 3]) {
      const world = aSmallWorld({ seed, capacityFactor: 0.4 });
      const bound = await clairvoyantBound(world);
      const values = Object.values(POLICIES).map((policy) => simulate(world, policy, { seed }).score.valueKg);
      expect(bound).toBeGreaterThan(Math.max(...values));
    }
  });
});
