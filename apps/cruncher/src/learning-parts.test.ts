import { createLearner, learn } from '@sprk/core';
import { AppError } from '@sprk/core/shared/errors';
import { describe, expect, it } from 'vitest';
import {
  anActive,
  anOutcome,
  aState,
  id,
  learned,
  log,
  modelHash,
  outcomeEvent,
  setUp,
  someWeights,
} from './_util.ts';
import { followLog } from './follow-log.ts';
import type { LearningState } from './learning-state.ts';
import { loadState } from './load-state.ts';
import { pushWeights } from './push-weights.ts';
import { readOutcome } from './read-outcome.ts';
import { refitCalibration } from './refit-calibration.ts';
import { rollbackGate } from './rollback-hold.ts';
import { createSeededRandom } from './seeded-random.ts';

describe('readOutcome', () => {
  it.each([
    [undefined, 'not an object'],
    [{ type: 'offer.made' }, 'not an outcome: offer.made'],
    [outcomeEvent(1, { ...anOutcome(1), kind: 'maybe' }), '/kind'],
    [outcomeEvent(1, anOutcome(1, { features: [[-1, 1]] })), '/features'],
    [outcomeEvent(1, anOutcome(1, { features: [[0, -2000]] })), 'feature 0 is -2000'],
  ])('says what is wrong with %j', (event, problem) => {
    expect(readOutcome(event)).toEqual({ problem: expect.stringContaining(problem) });
  });

  it('reads an outcome without features: it teaches nothing, but counts', () => {
    const { features: _, ...bare } = anOutcome(1);

    expect(readOutcome(outcomeEvent(1, bare))).toEqual(bare);
  });
});

describe('followLog', () => {
  it('learns a long log in pages, up to a position', async () => {
    const { deps, ports } = await setUp();
    for (let n = 0; n < 2500; n += 100) {
      await ports.outcomes.append(Array.from({ length: 100 }, (_, k) => anOutcome(n + k)));
    }
    const learner = createLearner();

    expect(await followLog(deps.outcomes, learner, 1200)).toBe(1200);
    expect(await followLog(deps.outcomes, learner)).toBe(1300);

    expect(modelHash(learner)).toBe(modelHash(learned(2500)));
  });
});

describe('loadState', () => {
  it('goes on from the newest weights and replays the rest', async () => {
    const { deps, ports } = await setUp();
    await ports.outcomes.append(Array.from({ length: 40 }, (_, n) => anOutcome(n)));

    const state = await loadState(deps);

    expect(state).toMatchObject({ parent: { sequence: 0 }, publishedLabelled: 0, promotionOpen: true });
    expect(state.learner.labelled).toBe(40);
    expect(modelHash(state.learner)).toBe(modelHash(learned(40)));
  });

  it.each([
    ['of another feature layout', { schemaHash: 'f'.repeat(16) }],
    ['damaged', { sha256: 'f'.repeat(64) }],
    ['ahead of the log', { trainedPosition: 99 }],
  ])('learns the whole log anew when the newest weights are %s', async (_what, overrides) => {
    const { deps, ports } = await setUp();
    await ports.weights.publish(someWeights(7, overrides));
    await ports.outcomes.append(Array.from({ length: 20 }, (_, n) => anOutcome(n)));

    const state = await loadState(deps);

    expect(state).toMatchObject({ parent: { version: id('wts', 7), sequence: 7 }, promotionOpen: false });
    expect(modelHash(state.learner)).toBe(modelHash(learned(20)));
  });
});

describe('refitCalibration', () => {
  /** Says `sure` or its opposite where 0.75 or 0.25 would be right. */
  function overconfident(state: LearningState, sure = 0.95): LearningState {
    state.learner.window.forEach((prediction, n, window) => {
      const accepted = n % 8 < 3 || n % 8 === 4 ? 1 : 0;
      window[n] = { ...prediction, accepted, weight: 1, challenger: n % 8 < 4 ? sure : 1 - sure };
    });
    return state;
  }

  it('keeps the identity below 300 predictions, then fits a rising line', () => {
    const few = overconfident(aState({ learner: learned(299) }));
    const many = overconfident(aState({ learner: learned(400) }));
    const before = modelHash(many.learner);

    expect(refitCalibration(few)).toBe(false);
    expect(few.learner.model.calibration).toEqual({ a: 0, b: 1 });
    expect(refitCalibration(many)).toBe(true);
    expect(many.learner.model.calibration.b).toBeGreaterThan(0.3);
    expect(many.learner.model.calibration.b).toBeLessThan(0.5);
    expect(modelHash(many.learner)).toBe(before);
    expect(refitCalibration(many)).toBe(false);
  });

  it('refuses a line that would turn chances upside down', () => {
    const state = aState({ learner: learned(400) });
    state.learner.window.forEach((prediction, n, window) => {
      const challenger = prediction.accepted === 1 ? 0.1 : 0.9;
      window[n] = { ...prediction, challenger };
    });

    expect(refitCalibration(state)).toBe(false);
    expect(state.learner.model.calibration).toEqual({ a: 0, b: 1 });
  });

  it('goes on top of the calibration in use', () => {
    const state = overconfident(aState({ learner: learned(400) }));
    refitCalibration(state);
    const first = state.learner.model.calibration.b;
    for (let n = 400; n < 900; n += 1) learn(state.learner, anOutcome(n));
    overconfident(state, 0.85);

    expect(refitCalibration(state)).toBe(true);
    expect(state.learner.model.calibration.b).toBeLessThan(0.75 * first);
    expect(state.learner.model.calibration.b).toBeGreaterThan(0.5 * first);
  });
});

describe('rollbackGate', () => {
  const newest = someWeights(5, { createdAt: '2026-03-02T09:00:00.000Z' });
  const later = '2026-03-02T10:00:00.000Z';
  const byHand = { activatedBy: 'anna', generation: 3 };

  it('passes while the cruncher is in charge, and before anything was published', () => {
    expect(rollbackGate(null, undefined)).toEqual({ gate: 'not_rolled_back', passed: true });
    expect(rollbackGate(anActive(id('wts', 5), byHand), newest).passed).toBe(true);
    expect(rollbackGate(anActive(id('wts', 4)), newest).passed).toBe(true);
    expect(rollbackGate(anActive(id('wts', 4), { activatedAt: later }), newest).passed).toBe(true);
    expect(rollbackGate(anActive(id('wts', 4), byHand), newest).passed).toBe(true);
  });

  it('holds after a person went back, over further publications, until the next activation', () => {
    const rolledBack = anActive(id('wts', 2), { ...byHand, activatedAt: later });
    const first = rollbackGate(rolledBack, newest);
    const next = someWeights(6, { createdAt: '2026-03-02T11:00:00.000Z', gates: [first] });

    expect(first).toEqual({ gate: 'not_rolled_back', passed: false, value: 3 });
    expect(rollbackGate(rolledBack, next).passed).toBe(false);
    expect(rollbackGate(anActive(id('wts', 6), { ...byHand, generation: 4 }), next).passed).toBe(true);
  });
});

describe('pushWeights', () => {
  const push = { active: anActive(id('wts', 1)), weights: someWeights(1) };

  it('tries again where a matcher is away and gives up where it refuses, and never rejects', async () => {
    const { deps, clock } = await setUp();
    const calls = { good: 0, late: 0, refusing: 0, gone: 0 };
    const client = (name: keyof typeof calls, answer: () => Promise<unknown>) => ({
      url: name,
      client: {
        async post() {
          calls[name] += 1;
          return await answer();
        },
      },
    });
    const matchers = [
      client('good', async () => ({})),
      client('late', async () => {
        if (calls.late < 3) throw new AppError('upstream_failed');
      }),
      client('refusing', () => Promise.reject(new AppError('validation_failed'))),
      client('gone', () => Promise.reject(new AppError('upstream_failed'))),
    ];

    const pushing = pushWeights({ ...deps, matchers, log }, push);
    await clock.advance(3000);
    await pushing;

    expect(calls).toMatchObject({ good: 1, late: 3, refusing: 1 });
    expect(calls.gone).toBeGreaterThan(3);
    expect(calls.gone).toBeLessThan(10);
  });
});

describe('createSeededRandom', () => {
  it('repeats itself and fills [0, 1)', () => {
    const numbers = Array.from({ length: 1000 }, createSeededRandom(5));

    expect(Array.from({ length: 1000 }, createSeededRandom(5))).toEqual(numbers);
    expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...numbers)).toBeLessThan(1);
    expect(numbers.reduce((sum, one) => sum + one, 0) / 1000).toBeCloseTo(0.5, 1);
  });
});
