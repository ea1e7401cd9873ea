import { createLoop } from '@sprk/adapter-remote';
import { queueNamed } from '@sprk/core';
import { type ConsumeDeps, consumeOutcomes } from './consume-outcomes.ts';
import type { LearningState } from './learning-state.ts';
import { type LoadDeps, loadState } from './load-state.ts';
import { type PromoteDeps, promoteWeights } from './promote-weights.ts';
import { isPublicationDue, type PublishDeps, publishWeights } from './publish-weights.ts';
import { type PushDeps, pushWeights } from './push-weights.ts';

export type CruncherLoopDeps = LoadDeps & ConsumeDeps & PublishDeps & PromoteDeps & PushDeps;
export interface CruncherLoopOptions {
  /** Longest wait for outcomes, and so between two looks at whether to publish; default 1000. */
  readonly waitMs?: number;
  /** Longest drain before the store and the matchers are given up, default 5000. */
  readonly drainMs?: number;
}
export interface CruncherLoop {
  /** Takes nothing more; resolves when everything held is learned and acknowledged. */
  drain(): Promise<void>;
  /** Undefined until the log has been replayed. */
  readonly state: Readonly<LearningState> | undefined;
  /** When the queue last answered, ms. */
  readonly polledAt: number | undefined;
}

/** What one append carries. */
const MAX_BATCH = 100;
const GRACE_MS = 250;
const QUEUE = 'outcomes';

/** Learns outcomes as they come; publishes, promotes and pushes weights. One step after the other. */
export function createCruncherLoop(deps: CruncherLoopDeps, options: CruncherLoopOptions = {}): CruncherLoop {
  const { queues, clock, sleep, metrics, log } = deps;
  const { waitMs = 1000, drainMs = 5000 } = options;
  const { leaseSeconds } = queueNamed(QUEUE);
  const drained = new AbortController();
  let state: LearningState | undefined;
  let polledAt: number | undefined;
  let pushing: Promise<void> = Promise.resolve();

  async function promote(current: LearningState): Promise<void> {
    const push = current.parent && (await promoteWeights(deps, current.parent));
    current.promotionOpen = false;
    if (!push) return;
    // In the background, in order: a matcher that hangs must not hold up learning.
    pushing = pushing.then(() => pushWeights(deps, push, drained.signal));
  }
  async function turn(signal: AbortSignal): Promise<void> {
    state ??= await loadState(deps);
    // The first poll comes back at once: it tells whether the queue can be reached.
    const options = { max: MAX_BATCH, leaseSeconds, waitMs: polledAt === undefined ? 0 : waitMs };
    const messages = await queues.receive(QUEUE, options, signal);
    polledAt = clock.now();
    if (messages.length > 0) await consumeOutcomes(deps, state, messages, drained.signal);
    if (isPublicationDue(state, clock.now())) await publishWeights(deps, state);
    if (state.promotionOpen) await promote(state);
  }
  function onFailure(error: unknown): void {
    metrics.failures.add(1, { at: 'loop' });
    log.warn({ err: error }, 'step failed');
  }
  const loop = createLoop({ ...deps, onFailure, graceMs: GRACE_MS }, turn);

  return {
    async drain() {
      const ended = new AbortController();
      const limit = sleep(drainMs, ended.signal).then(() => drained.abort());
      await loop.stop();
      await pushing;
      ended.abort();
      await limit;
    },
    get state() {
      return state;
    },
    get polledAt() {
      return polledAt;
    },
  };
}
