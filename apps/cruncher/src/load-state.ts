import type { RemotePorts } from '@sprk/adapter-remote';
import type { Weights } from '@sprk/contracts';
import { type Clock, createLearner, initialWeights, type Sha256, weightsProblems } from '@sprk/core';
import type { Logger } from '@sprk/platform';
import { followLog } from './follow-log.ts';
import type { LearningState } from './learning-state.ts';

export interface LoadDeps {
  readonly outcomes: Pick<RemotePorts['outcomes'], 'read'>;
  readonly weights: Pick<RemotePorts['weights'], 'state'>;
  readonly sha256: Sha256;
  readonly clock: Clock;
  readonly log: Logger;
}

/**
 * Goes on from the newest weights and learns what the log holds beyond them. Where those cannot be built on
 * (another feature layout, damaged, or ahead of the log), learns the whole log anew on the initial ones.
 */
export async function loadState(deps: LoadDeps): Promise<LearningState> {
  const { outcomes, sha256, clock, log } = deps;
  const newest = (await deps.weights.state()).newest ?? undefined;
  const problems = newest ? await problemsWith(deps, newest) : [];
  if (problems.length > 0) log.warn({ version: newest?.version, problems }, 'learning starts anew');
  const parent = newest && problems.length > 0 ? standIn(newest, sha256) : newest;
  const learner = createLearner(parent);
  const publishedLabelled = learner.labelled;
  const replayed = await followLog(outcomes, learner);
  log.info({ version: newest?.version, replayed, position: learner.position }, 'learner ready');
  return {
    learner,
    parent,
    publishedLabelled,
    publishedAt: clock.now(),
    // A crash between publication and activation is made good here.
    promotionOpen: newest !== undefined && problems.length === 0,
    calibratedLabelled: publishedLabelled,
  };
}

async function problemsWith({ outcomes, sha256 }: LoadDeps, newest: Weights): Promise<string[]> {
  const problems = weightsProblems(newest, sha256);
  const last = newest.trainedPosition - 1;
  if (last >= 0 && (await outcomes.read(last, 1)).length === 0) {
    problems.push(`learned ${newest.trainedPosition} outcomes, more than the log holds`);
  }
  return problems;
}

/** The initial weights in the place of unusable ones, so that the sequence goes on. */
function standIn({ version, sequence }: Weights, sha256: Sha256): Weights {
  return { ...initialWeights(sha256), version, sequence };
}
