import type { VirtualClock } from '@sprk/adapter-memory';
import { createRemotePorts, type RemoteClient } from '@sprk/adapter-remote';
import type { Random } from '@sprk/core';
import { queueNamed, recommend } from '@sprk/core';
import { createDirectoryMirror } from '@sprk/matcher/directory-mirror';
import { createDirectorySync } from '@sprk/matcher/directory-sync';
import { matchBatch } from '@sprk/matcher/match-batch';
import { createWeightsHolder } from '@sprk/matcher/weights-holder';
import type { Logger } from '@sprk/platform';
import { sha256 } from './backend-slot.ts';
import { settle } from './settle.ts';
import { silentMetrics } from './silent-metrics.ts';

export interface TestMatcher {
  /** Answers what waits in the queue now. @returns how many messages it took */
  work(): Promise<number>;
  /** While paused nobody answers, as when every matcher is down. */
  pause(): void;
  resume(): void;
  readonly generation: number;
}

/** The matcher's own code, one batch at a time, over the backend's internal listener. */
export function createTestMatcher(deps: {
  readonly client: RemoteClient;
  readonly clock: VirtualClock;
  readonly random: Random;
  readonly log: Logger;
}): TestMatcher {
  const { client, clock, random, log } = deps;
  const remote = createRemotePorts(client);
  const mirror = createDirectoryMirror({ clock });
  const weights = createWeightsHolder({ find: remote.weights.find, sha256, log });
  // Time stands still between two turns, but the view of the city must not: each turn is a little later to it.
  let turns = 0;
  const viewClock = { now: () => clock.now() + turns * 1e-3 };
  let following: Promise<void> = Promise.resolve();
  const sync = createDirectorySync({
    directory: remote.directory,
    mirror,
    clock: viewClock,
    onActiveWeights(active) {
      following = weights.follow(active);
      return following;
    },
  });
  const { leaseSeconds } = queueNamed('match-requests');
  const batch = {
    ...remote,
    clock,
    sleep: clock.sleep,
    random,
    log,
    mirror,
    sync,
    weights,
    recommend,
    metrics: silentMetrics,
  };
  const never = new AbortController().signal;
  let isPaused = false;

  async function once(): Promise<number> {
    const messages = await remote.queues.receive('match-requests', { max: 64, leaseSeconds, waitMs: 0 });
    turns += 1;
    await sync.refresh(viewClock.now()).catch(() => undefined);
    await following;
    if (messages.length > 0) await matchBatch(batch, messages, never);
    return messages.length;
  }
  return {
    work: async () => (isPaused ? 0 : await settle(clock, once())),
    pause() {
      isPaused = true;
    },
    resume() {
      isPaused = false;
    },
    get generation() {
      return weights.generation;
    },
  };
}
