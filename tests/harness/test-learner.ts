import type { VirtualClock } from '@sprk/adapter-memory';
import { createRemotePorts, type RemoteClient } from '@sprk/adapter-remote';
import type { Ids, Random } from '@sprk/core';
import { queueNamed } from '@sprk/core';
import { consumeOutcomes } from '@sprk/cruncher/consume-outcomes';
import type { LearningState } from '@sprk/cruncher/learning-state';
import { loadState } from '@sprk/cruncher/load-state';
import { promoteWeights } from '@sprk/cruncher/promote-weights';
import { isPublicationDue, publishWeights } from '@sprk/cruncher/publish-weights';
import type { Logger } from '@sprk/platform';
import { sha256 } from './backend-slot.ts';
import { settle } from './settle.ts';
import { silentMetrics } from './silent-metrics.ts';

export interface TestLearner {
  /** Learns what waits in the queue now, publishes and promotes when due. @returns how many messages it took */
  work(): Promise<number>;
  readonly state: LearningState | undefined;
  /** Something was learned that is not published yet. */
  readonly hasNews: boolean;
}

/** The cruncher's own steps, one turn at a time, over the backend's internal listener. */
export function createTestLearner(deps: {
  readonly client: RemoteClient;
  readonly clock: VirtualClock;
  readonly ids: Ids;
  readonly random: Random;
  readonly log: Logger;
}): TestLearner {
  const { client, clock, ids, random, log } = deps;
  const step = {
    ...createRemotePorts(client),
    clock,
    ids,
    sleep: clock.sleep,
    random,
    log,
    sha256,
    metrics: silentMetrics,
  };
  const { leaseSeconds } = queueNamed('outcomes');
  const never = new AbortController().signal;
  let state: LearningState | undefined;

  async function once(): Promise<number> {
    const messages = await step.queues.receive('outcomes', { max: 100, leaseSeconds, waitMs: 0 });
    // Loading makes 30 000 coordinates: not before there is something to learn.
    if (messages.length === 0 && !state) return 0;
    state ??= await loadState(step);
    if (messages.length > 0) await consumeOutcomes(step, state, messages, never);
    if (isPublicationDue(state, clock.now())) await publishWeights(step, state);
    if (state.promotionOpen && state.parent) await promoteWeights(step, state.parent);
    state.promotionOpen = false;
    return messages.length;
  }
  return {
    work: () => settle(clock, once()),
    get state() {
      return state;
    },
    get hasNews() {
      return state !== undefined && (state.promotionOpen || state.learner.labelled > state.publishedLabelled);
    },
  };
}
