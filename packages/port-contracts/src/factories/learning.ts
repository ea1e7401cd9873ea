import type { ActiveWeights, Outcome, Policy, Weights } from '@sprk/contracts';
import { DEFAULT_POLICY } from '@sprk/core';
import { START, testId } from './test-id.ts';

export function anOutcome(overrides: Partial<Outcome> = {}): Outcome {
  return {
    kind: 'accepted',
    oversupplyId: testId('ovs'),
    recipientId: testId('rec'),
    offerId: testId('off'),
    attempt: 1,
    at: START,
    category: 'bakery',
    massKg: 12.5,
    responseMinutes: 3.5,
    weightsVersion: 'wts_initial',
    schemaHash: '0123456789abcdef',
    probability: 0.625,
    features: [
      [0, 1],
      [17, -0.25],
    ],
    ...overrides,
  };
}

export function someWeights(overrides: Partial<Weights> = {}): Weights {
  return {
    format: 'sprk-weights/1',
    version: testId('wts'),
    sequence: 1,
    parent: null,
    schemaHash: '0123456789abcdef',
    trainedFrom: null,
    trainedTo: null,
    trainedPosition: 0,
    createdAt: START,
    model: { indices: [0, 5, 1023], mean: [0.1, -2.5, 1e-9], variance: [1, 0.5, 0.25] },
    calibration: { a: 1, b: 0 },
    bidPrices: { [testId('rec')]: [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6] },
    metrics: { outcomes: 0, windowOutcomes: 0, maxWeightChange: 0 },
    gates: [{ gate: 'finite', passed: true }],
    sha256: 'b'.repeat(64),
    ...overrides,
  };
}

/** The pointer to weights in use; generation 0 is the first. */
export function anActivation(version: string, overrides: Partial<ActiveWeights> = {}): ActiveWeights {
  return {
    version,
    generation: 0,
    activatedAt: START,
    activatedBy: 'cruncher',
    reason: 'Better',
    ...overrides,
  };
}

export function aPolicy(overrides: Partial<Policy> = {}): Policy {
  return { ...DEFAULT_POLICY, version: 1, changedAt: START, changedBy: 'operator', ...overrides };
}
