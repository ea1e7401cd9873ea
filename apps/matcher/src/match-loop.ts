import { createLoop, type Loop, type RemoteMessage } from '@sprk/adapter-remote';
import { queueNamed } from '@sprk/core';
import { type MatchBatchDeps, matchBatch } from './match-batch.ts';

export interface MatchLoop {
  /** Takes nothing more; resolves when everything held is answered and acknowledged. */
  drain(): Promise<void>;
  /** When the queue last answered, ms. */
  readonly polledAt: number | undefined;
}
export interface MatchLoopOptions {
  /** Longest wait for a message, default 5000. */
  readonly waitMs?: number;
  /** Longest drain before the backend is given up, default 5000. */
  readonly drainMs?: number;
}

/** Two, so that receiving overlaps with posting; more would only make batches smaller. */
const MAX_IN_FLIGHT = 2;
const MAX_BATCH = 256;
/** A poll that is answered in this time at the end is still worked off; its messages would wait for their lease. */
const GRACE_MS = 250;
const QUEUE = 'match-requests';

/**
 * Receives and answers match requests. No artificial window: a poll returns with the first message, and while two
 * batches are in work the queue gathers the next one.
 */
export function createMatchLoop(deps: MatchBatchDeps, options: MatchLoopOptions = {}): MatchLoop {
  const { queues, sync, clock, sleep, metrics, log } = deps;
  const { waitMs = 5000, drainMs = 5000 } = options;
  const { leaseSeconds } = queueNamed(QUEUE);
  const inFlight = new Set<Promise<void>>();
  const drained = new AbortController();
  let polledAt: number | undefined;

  function start(messages: readonly RemoteMessage[]): void {
    const work = matchBatch(deps, messages, drained.signal).finally(() => inFlight.delete(work));
    inFlight.add(work);
  }
  async function turn(signal: AbortSignal): Promise<void> {
    // Without a view of the city there are no answers: leave the messages to others.
    if (sync.syncedAt === undefined) await sync.refresh(clock.now());
    while (inFlight.size >= MAX_IN_FLIGHT) await Promise.race(inFlight);
    // The first poll comes back at once: it tells whether the queue can be reached.
    const options = { max: MAX_BATCH, leaseSeconds, waitMs: polledAt === undefined ? 0 : waitMs };
    const messages = await queues.receive(QUEUE, options, signal);
    polledAt = clock.now();
    if (messages.length > 0) start(messages);
  }
  function onFailure(error: unknown): void {
    metrics.failures.add(1, { at: 'receive' });
    log.warn({ err: error }, 'match requests could not be received');
  }
  const loop: Loop = createLoop({ ...deps, onFailure, graceMs: GRACE_MS }, turn);

  return {
    async drain() {
      const ended = new AbortController();
      const limit = sleep(drainMs, ended.signal).then(() => drained.abort());
      await loop.stop();
      await Promise.allSettled(inFlight);
      ended.abort();
      await limit;
    },
    get polledAt() {
      return polledAt;
    },
  };
}
