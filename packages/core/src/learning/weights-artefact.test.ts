import type { Weights } from '@sprk/contracts';
import { describe, expect, it } from 'vitest';
import { iso } from '../_fixtures.ts';
import { denseModel } from '../matching/acceptance-model.ts';
import { FEATURE_COUNT, SCHEMA_HASH } from '../matching/feature-layout.ts';
import { aStream } from './_stream.ts';
import { createLearner, learn } from './learner.ts';
import { checksum, initialWeights, toWeights, weightsProblems } from './weights-artefact.ts';

/** A stand-in that sees every character; the real one is a port. */
function sha256(text: string): string {
  let [low, high] = [0, 0];
  for (let i = 0; i < text.length; i++) {
    low = (Math.imul(low, 31) + text.charCodeAt(i)) >>> 0;
    high = (Math.imul(high, 37) ^ text.charCodeAt(i)) >>> 0;
  }
  return `${low.toString(16)}${high.toString(16)}`.padStart(64, '0');
}

function someWeights(parent?: Weights): Weights {
  const learner = createLearner(parent);
  for (const outcome of aStream({ count: 60, seed: parent ? 2 : 1 })) learn(learner, outcome);
  return toWeights(
    learner,
    { version: 'wts_1', createdAt: iso(), parent, gates: [{ gate: 'finite', passed: true }] },
    sha256,
  );
}
/** Tampered with, and signed anew unless told otherwise. */
function tampered(change: (weights: Weights) => Partial<Weights>, isSigned = true): Weights {
  const weights = someWeights();
  const changed = { ...weights, ...change(weights) };
  return isSigned ? { ...changed, sha256: checksum(changed, sha256) } : changed;
}

describe('toWeights', () => {
  it('freezes what was learned, in the order of the coordinates', () => {
    const weights = someWeights();
    const { indices, mean, variance } = weights.model;

    expect(weights).toMatchObject({
      format: 'sprk-weights/1',
      sequence: 0,
      parent: null,
      schemaHash: SCHEMA_HASH,
      trainedPosition: 60,
      trainedFrom: iso(0),
      trainedTo: iso(59 * 60_000),
      calibration: { a: 0, b: 1 },
      metrics: { outcomes: 60 },
    });
    expect(indices).toEqual([...indices].sort((a, b) => a - b));
    expect([mean.length, variance.length]).toEqual([indices.length, indices.length]);
    expect(weights.metrics.maxWeightChange).toBeGreaterThan(0);
    expect(weightsProblems(weights, sha256)).toEqual([]);
  });

  it('follows its parent, and takes its prices and calibration over', () => {
    const parent = tampered(() => ({
      calibration: { a: 0.1, b: 0.9 },
      bidPrices: { rec_0: [1, 2, 3, 4, 5, 6, 7] },
    }));
    const child = someWeights(parent);

    expect(child).toMatchObject({ sequence: 1, parent: 'wts_1', trainedPosition: 120 });
    expect([child.calibration, child.bidPrices]).toEqual([parent.calibration, parent.bidPrices]);
    expect(child.metrics.outcomes).toBe(120);
  });

  it('comes back from JSON unharmed', () => {
    const weights = someWeights();
    const read = JSON.parse(JSON.stringify(weights)) as Weights;

    expect(weightsProblems(read, sha256)).toEqual([]);
    expect(denseModel(read)).toEqual(denseModel(weights));
  });

  it('is the same for every fresh system', () => {
    expect(initialWeights(sha256)).toEqual(initialWeights(sha256));
    expect(initialWeights(sha256)).toMatchObject({
      sequence: 0,
      model: { indices: [] },
      metrics: { outcomes: 0 },
    });
  });
});

describe('weightsProblems', () => {
  it.each<[string, (weights: Weights) => Partial<Weights>]>([
    ['a mean', ({ model }) => ({ model: { ...model, mean: model.mean.with(0, 9) } })],
    ['the sequence', () => ({ sequence: 99 })],
    ['a price', () => ({ bidPrices: { rec_0: [0, 0, 0, 0, 0, 0, 1] } })],
    ['a gate', () => ({ gates: [] })],
  ])('sees that %s was tampered with', (_, change) => {
    expect(weightsProblems(tampered(change, false), sha256)).toEqual(['does not match its checksum']);
  });

  it.each<[string, (weights: Weights) => Partial<Weights>]>([
    ['is for another feature layout', () => ({ schemaHash: '0123456789abcdef' })],
    ['has arrays of unequal length', ({ model }) => ({ model: { ...model, mean: model.mean.slice(1) } })],
    ['has arrays of unequal length', ({ model }) => ({ model: { ...model, variance: [] } })],
    [
      'names features that do not exist',
      ({ model }) => ({ model: { ...model, indices: model.indices.with(0, FEATURE_COUNT) } }),
    ],
    [
      'names features that do not exist',
      ({ model }) => ({ model: { ...model, indices: model.indices.with(0, -1) } }),
    ],
    ['names a feature twice', ({ model }) => ({ model: { ...model, indices: model.indices.with(1, 0) } })],
    ['not finite', ({ model }) => ({ model: { ...model, mean: model.mean.with(0, Number.NaN) } })],
    ['not finite', () => ({ calibration: { a: Infinity, b: 1 } })],
    ['not finite', () => ({ bidPrices: { rec_0: [Infinity, 0, 0, 0, 0, 0, 0] } })],
    [
      'variances that are not positive',
      ({ model }) => ({ model: { ...model, variance: model.variance.with(0, 0) } }),
    ],
    ['upside down', () => ({ calibration: { a: 0, b: 0 } })],
  ])('says that an artefact %s', (problem, change) => {
    expect(weightsProblems(tampered(change), sha256)).toEqual([expect.stringContaining(problem)]);
  });
});
