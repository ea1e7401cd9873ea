import { describe, expect, it } from 'vitest';
import { aSmallWorld } from '../world/_small-world.ts';
import type { World } from '../world/world.ts';

const chances = ({ answers }: World) =>
  Object.values(answers).flatMap((one) => Object.values(one).map(([p]) => p));
const mean = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0) / numbers.length;

describe('makeWorld', () => {
  it('makes the same world from the same options, and another from another seed', () => {
    expect(aSmallWorld()).toEqual(aSmallWorld());
    expect(aSmallWorld({ seed: 2 }).lots).not.toEqual(aSmallWorld().lots);
  });

  it('answers as often with yes as the chances say', () => {
    const world = aSmallWorld({ lotsPerDay: 60 });
    const yes = Object.values(world.answers).flatMap((one) => Object.values(one).map(([, y]): number => y));

    expect(mean(yes)).toBeCloseTo(mean(chances(world)), 1);
    expect(mean(yes)).toBeGreaterThan(0.25);
    expect(mean(yes)).toBeLessThan(0.6);
  });

  it('lets chances drift from a day on, and not before', () => {
    const steady = aSmallWorld();
    const drifting = aSmallWorld({ driftDay: 3 });
    const until = steady.lots.filter(({ at }) => at < 72).map(({ id }) => id);

    for (const id of until) expect(drifting.answers[id]).toEqual(steady.answers[id]);
    expect(chances(drifting)).not.toEqual(chances(steady));
  });

  it('tires those who hear of many lots', () => {
    expect(mean(chances(aSmallWorld({ fatigue: 0.2 })))).toBeLessThan(mean(chances(aSmallWorld())));
  });

  it('lets neighbours answer alike without changing their chances', () => {
    const options = { lotsPerDay: 60, correlation: 0.9 };
    const together = aSmallWorld(options);

    expect(chances(together)).toEqual(chances(aSmallWorld({ lotsPerDay: 60 })));
    const yes = Object.values(together.answers).flatMap((one) =>
      Object.values(one).map(([, y]): number => y),
    );
    expect(mean(yes)).toBeCloseTo(mean(chances(together)), 1);
  });
});
