import type { FeatureRow, Outcome } from '@sprk/contracts';
import { describe, expect, it } from 'vitest';
import { iso } from '../_fixtures.ts';
import { FEATURE_COUNT } from '../matching/feature-layout.ts';
import { anOutcome, aRow, aStream } from './_stream.ts';
import { labelOf } from './label.ts';
import { createLearner, type Learner, learn, metricsOf, windowLogLoss } from './learner.ts';
import { toWeights, weightsProblems } from './weights-artefact.ts';

const sha256 = (text: string) => text.length.toString(16).padStart(64, '0');
const FACTS = { version: 'wts_1', createdAt: iso(), parent: undefined, gates: [] };

function learned(outcomes: readonly Outcome[], learner = createLearner()): Learner {
  for (const outcome of outcomes) learn(learner, outcome);
  return learner;
}

describe('labelOf', () => {
  it.each<[Outcome['kind'], unknown]>([
    ['accepted', { accepted: 1, weight: 1 }],
    ['declined', { accepted: 0, weight: 1 }],
    ['timed_out', { accepted: 0, weight: 0.5 }],
    ['override', { accepted: 1, weight: 0.5 }],
    ['withdrawn', undefined],
    ['collected', undefined],
    ['not_collected', undefined],
  ])('reads %s', (kind, label) => {
    expect(labelOf(anOutcome(1, { kind }))).toEqual(label);
  });

  it.each<[string, Partial<Outcome>]>([
    ['another layout', { schemaHash: '0123456789abcdef' }],
    ['no features', { features: [] }],
    ['a number that is none', { features: [[0, Number.NaN]] }],
    ['a number beyond all measure', { features: [[0, 1e300]] }],
    ['an infinite number', { features: [[0, -Infinity]] }],
    ['a coordinate below the layout', { features: [[-1, 1]] }],
    ['a coordinate beyond the layout', { features: [[FEATURE_COUNT, 1]] }],
    ['a coordinate between two', { features: [[0.5, 1]] }],
  ])('reads nothing from %s', (_, overrides) => {
    expect(labelOf(anOutcome(1, overrides))).toBeUndefined();
  });

  it('reads nothing where the features are missing', () => {
    const { features: _, ...outcome } = anOutcome(1);

    expect(labelOf(outcome)).toBeUndefined();
  });
});

describe('learn', () => {
  it('moves what it saw towards the answer, and less for silence', () => {
    const biasAfter = (kind: Outcome['kind']) => learned([anOutcome(1, { kind })]).model.mean[0] ?? 0;

    expect(biasAfter('accepted')).toBeGreaterThan(biasAfter('override'));
    expect(biasAfter('override')).toBeGreaterThan(0.3);
    expect(biasAfter('timed_out')).toBeLessThan(0.3);
    expect(biasAfter('declined')).toBeLessThan(biasAfter('timed_out'));
  });

  it('counts what teaches nothing as consumed, and leaves the model alone', () => {
    const learner = learned([anOutcome(1)]);
    const before = structuredClone(learner.model);

    expect(learn(learner, anOutcome(2, { kind: 'collected' }))).toBe(false);
    expect(learn(learner, anOutcome(3, { features: [[-1, 1]] }))).toBe(false);
    expect(learner).toMatchObject({
      position: 3,
      labelled: 1,
      trainedFrom: iso(60_000),
      trainedTo: iso(60_000),
    });
    expect(learner.model).toEqual(before);
  });

  it('replays to the bit, in one go or with a pause in the middle', () => {
    const stream = aStream({ count: 600 });
    const once = toWeights(learned(stream), FACTS, sha256);
    const half = toWeights(learned(stream.slice(0, 300)), FACTS, sha256);
    const resumed = learned(stream.slice(300), createLearner(JSON.parse(JSON.stringify(half))));

    expect(toWeights(learned(stream), FACTS, sha256)).toEqual(once);
    expect(toWeights(resumed, FACTS, sha256).model).toEqual(once.model);
    expect(resumed).toMatchObject({ position: 600, labelled: 600, trainedFrom: iso(0) });
    expect(weightsProblems(once, sha256)).toEqual([]);
  });

  it('depends on nothing but the outcomes', () => {
    const model = learned(aStream({ count: 50 })).model;
    const other = learned(aStream({ count: 50, claimed: () => 0.01 })).model;

    expect(other).toEqual(model);
  });

  it('predicts better and better on a modelled stream, almost as well as the truth', () => {
    const stream = aStream({ count: 3000 });
    const learner = createLearner();
    const lossAfter = (from: number, to: number) => {
      learned(stream.slice(from, to), learner);
      return windowLogLoss(learner.window, ({ challenger }) => challenger) ?? 0;
    };
    const [early, late] = [lossAfter(0, 500), lossAfter(500, 3000)];
    const truth = windowLogLoss(learner.window, ({ champion }) => champion) ?? 0;

    expect(late).toBeLessThan(early);
    expect(late).toBeLessThan(metricsOf(learner, 0).baselineLogLoss ?? 0);
    expect(late - truth).toBeLessThan(0.02);
  });

  it('keeps the last 500 predictions, made before each answer was learned', () => {
    const learner = learned(aStream({ count: 700 }));

    expect(learner.window).toHaveLength(500);
    expect(createLearner().window).toEqual([]);
    expect(learned([anOutcome(1), anOutcome(2)]).window[0]?.challenger).toBeCloseTo(0.55, 1);
  });

  it.each([undefined, Number.NaN, -0.1, 1.1])(
    'compares with itself where the stated chance is %s',
    (probability) => {
      const { probability: _, ...rest } = anOutcome(1);
      const [prediction] = learned([probability === undefined ? rest : { ...rest, probability }]).window;

      expect(prediction?.champion).toBe(prediction?.challenger);
    },
  );

  it('stays finite on the worst rows that it reads at all', () => {
    const worst: FeatureRow = Array.from({ length: 64 }, () => [0, 100]);
    const kinds = ['accepted', 'declined'] as const;
    const learner = learned(
      Array.from({ length: 200 }, (_, i) => anOutcome(i, { kind: kinds[i % 2]!, features: worst })),
    );

    expect(Number.isFinite(learner.model.mean[0])).toBe(true);
    expect(Number.isFinite(windowLogLoss(learner.window, ({ challenger }) => challenger))).toBe(true);
  });
});

describe('metricsOf', () => {
  it('has only counts before anything was learned', () => {
    expect(metricsOf(createLearner(), 0)).toEqual({ outcomes: 0, windowOutcomes: 0, maxWeightChange: 0 });
    expect(windowLogLoss([], () => 0.5)).toBeUndefined();
  });

  it('weighs silence half', () => {
    const row = aRow('rec_1', 0.5);
    const silent = [1, 2].map((i) => anOutcome(i, { kind: 'timed_out', features: row }));
    const metrics = metricsOf(learned([...silent, anOutcome(3, { features: row })]), 0.5);

    expect(metrics).toMatchObject({
      outcomes: 3,
      windowOutcomes: 3,
      acceptanceRate: 0.5,
      maxWeightChange: 0.5,
    });
    expect(metrics.baselineLogLoss).toBeCloseTo(Math.LN2, 12);
    expect(metrics.calibrationError).toBeGreaterThan(0);
  });

  it('has a finite baseline when everybody said the same', () => {
    expect(metricsOf(learned([anOutcome(1)]), 0).baselineLogLoss).toBeCloseTo(1e-6, 9);
  });
});
