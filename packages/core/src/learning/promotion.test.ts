import type { Outcome } from '@sprk/contracts';
import { describe, expect, it } from 'vitest';
import { aStream, seeded } from './_stream.ts';
import { createLearner, type Learner, learn } from './learner.ts';
import { mayPromote, promotionGates } from './promotion.ts';

function learned(...streams: readonly Outcome[][]): Learner {
  const learner = createLearner();
  for (const outcome of streams.flat()) learn(learner, outcome);
  return learner;
}
const gatesOf = (learner: Learner) => promotionGates(learner, seeded(7));
const passed = (learner: Learner) => gatesOf(learner).map((gate) => gate.passed);

describe('promotionGates', () => {
  it('lets a learner through that predicts better than what was in use', () => {
    const learner = learned(aStream({ count: 1500, claimed: () => 0.5 }));
    const gates = gatesOf(learner);

    expect(gates.map(({ gate }) => gate)).toEqual(['finite', 'bounded', 'log_loss_not_worse']);
    expect(mayPromote(gates)).toBe(true);
    expect(gates[2]?.value).toBeLessThan(0);
  });

  it('lets a beginner through while there is too little to compare', () => {
    expect(passed(learned(aStream({ count: 49, claimed: (p) => p })))).toEqual([true, true, true]);
    expect(passed(createLearner())).toEqual([true, true, true]);
  });

  it('refuses weights learned from flipped labels as soon as true answers come', () => {
    const learner = learned(aStream({ count: 2000, flipped: true }), aStream({ count: 400, seed: 2 }));

    learner.window.splice(0, 100);
    expect(passed(learner)).toEqual([true, true, false]);
    expect(mayPromote(gatesOf(learner))).toBe(false);
  });

  it('refuses a learner of noise', () => {
    const noise = aStream({ count: 500 }).map(
      (one, i): Outcome => ({ ...one, kind: i % 2 ? 'accepted' : 'declined' }),
    );
    const learner = learned(noise, aStream({ count: 500, seed: 3 }));

    expect(passed(learner)[2]).toBe(false);
  });

  it('gives the same verdict for the same randomness', () => {
    const learner = learned(aStream({ count: 300 }));

    expect(gatesOf(learner)).toEqual(gatesOf(learner));
  });

  it.each([
    [Number.NaN, [false, false]],
    [-Infinity, [false, false]],
    [20.001, [true, false]],
    [-20, [true, true]],
  ])('judges a weight of %d', (weight, verdict) => {
    const learner = learned(aStream({ count: 10 }));
    learner.model.mean[0] = weight;

    expect(passed(learner).slice(0, 2)).toEqual(verdict);
    for (const { value } of gatesOf(learner)) expect(Number.isFinite(value ?? 0)).toBe(true);
  });
});
