import type { GateResult, Weights } from '@sprk/contracts';
import { FEATURE_COUNT, SCHEMA_HASH } from '../matching/feature-layout.ts';
import { canonicalJson } from '../shared/canonical-json.ts';
import { createLearner, type Learner, metricsOf } from './learner.ts';

export type Sha256 = (text: string) => string;

export interface ArtefactFacts {
  readonly version: string;
  readonly createdAt: string;
  readonly parent: Weights | undefined;
  readonly gates: readonly GateResult[];
}

/** Freezes what the learner knows into an immutable, checksummed artefact; the sequence follows the parent's. */
export function toWeights(learner: Learner, facts: ArtefactFacts, sha256: Sha256): Weights {
  const indices = [...learner.touched].sort((a, b) => a - b);
  const model = {
    indices,
    mean: indices.map((index) => learner.model.mean[index] ?? 0),
    variance: indices.map((index) => learner.model.variance[index] ?? 0),
  };
  const unsigned = {
    format: 'sprk-weights/1' as const,
    version: facts.version,
    sequence: facts.parent ? facts.parent.sequence + 1 : 0,
    parent: facts.parent?.version ?? null,
    schemaHash: SCHEMA_HASH,
    trainedFrom: learner.trainedFrom,
    trainedTo: learner.trainedTo,
    trainedPosition: learner.position,
    createdAt: facts.createdAt,
    model,
    calibration: { ...learner.model.calibration },
    bidPrices: Object.fromEntries(
      Object.entries(learner.model.bidPrices).map(([id, week]) => [id, [...week]]),
    ),
    metrics: metricsOf(learner, largestChange(learner, facts.parent)),
    gates: [...facts.gates],
  };
  return { ...unsigned, sha256: checksum(unsigned, sha256) };
}

/** The weights of a system that has seen nothing: the priors. Every store starts with the same ones. */
export function initialWeights(sha256: Sha256): Weights {
  const version = 'wts_00000000-0000-7000-8000-000000000000';
  const facts = { version, createdAt: '1970-01-01T00:00:00.000Z', parent: undefined, gates: [] };
  return toWeights(createLearner(), facts, sha256);
}

export function checksum(weights: Omit<Weights, 'sha256'>, sha256: Sha256): string {
  const { sha256: _, ...unsigned } = weights as Weights;
  return sha256(canonicalJson(unsigned));
}

/** What makes an artefact unusable; empty for a good one. Its shape was checked against the contract before. */
export function weightsProblems(weights: Weights, sha256: Sha256): string[] {
  const problems: string[] = [];
  const { indices, mean, variance } = weights.model;
  const { a, b } = weights.calibration;
  if (weights.schemaHash !== SCHEMA_HASH)
    problems.push(`is for another feature layout (${weights.schemaHash})`);
  if (checksum(weights, sha256) !== weights.sha256) problems.push('does not match its checksum');
  if (mean.length !== indices.length || variance.length !== indices.length)
    problems.push('has arrays of unequal length');
  if (!indices.every((index) => index >= 0 && index < FEATURE_COUNT)) {
    problems.push('names features that do not exist');
  }
  if (new Set(indices).size !== indices.length) problems.push('names a feature twice');
  const numbers = [...mean, ...variance, a, b, ...Object.values(weights.bidPrices).flat()];
  if (!numbers.every(Number.isFinite)) problems.push('holds numbers that are not finite');
  if (!variance.every((v) => v > 0)) problems.push('holds variances that are not positive');
  if (b <= 0) problems.push('turns probabilities upside down (calibration b <= 0)');
  return problems;
}

function largestChange(learner: Learner, parent: Weights | undefined): number {
  const before = createLearner(parent).model.mean;
  let largest = 0;
  for (const index of learner.touched) {
    largest = Math.max(largest, Math.abs((learner.model.mean[index] ?? 0) - (before[index] ?? 0)));
  }
  return largest;
}
