import type { Clock } from '@sprk/core';

/** Waiting by the same clock that `now` reads, so that leases and long polls follow a virtual clock too. */
export interface Timers {
  /** Resolves at `atMs` (milliseconds since the epoch; at once when past) or when aborted. Never rejects. */
  waitUntil(atMs: number, signal?: AbortSignal): Promise<void>;
}

export interface VirtualClock extends Clock, Timers {
  /** Resolves after `ms` of virtual time, or when aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** Moves time forward by `ms` >= 0, firing timers in order of time and letting what they started settle. */
  advance(ms: number): Promise<void>;
  /** When the next timer fires, milliseconds since the epoch: lets a simulation jump. */
  nextTimerAt(): number | undefined;
}

interface Timer {
  readonly atMs: number;
  readonly fire: () => void;
}

/** Turns of the event loop given to work that a timer started: a commit of a store takes two. */
const SETTLE_TURNS = 3;

/**
 * A clock that stands still until it is moved.
 * @param startIso RFC 3339.
 * @throws RangeError for an unreadable start or a negative step.
 */
export function createVirtualClock(startIso: string): VirtualClock {
  let nowMs = Date.parse(startIso);
  if (!Number.isFinite(nowMs)) throw new RangeError(`Unreadable start of the clock: ${startIso}.`);
  const timers: Timer[] = [];

  function waitUntil(atMs: number, signal?: AbortSignal): Promise<void> {
    if (atMs <= nowMs || signal?.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = { atMs, fire: finish };
      function finish() {
        signal?.removeEventListener('abort', cancel);
        resolve();
      }
      function cancel() {
        timers.splice(timers.indexOf(timer), 1);
        finish();
      }
      signal?.addEventListener('abort', cancel, { once: true });
      timers.splice(indexAfter(timers, atMs), 0, timer);
    });
  }

  async function advance(ms: number): Promise<void> {
    if (!(ms >= 0)) throw new RangeError(`Unexpected step of the clock: ${ms}.`);
    const endMs = nowMs + ms;
    await settle();
    for (let next = timers[0]; next && next.atMs <= endMs; next = timers[0]) {
      timers.shift();
      nowMs = Math.max(nowMs, next.atMs);
      next.fire();
      await settle();
    }
    nowMs = endMs;
    await settle();
  }

  return {
    now: () => nowMs,
    waitUntil,
    sleep: (ms, signal) => waitUntil(nowMs + ms, signal),
    advance,
    nextTimerAt: () => timers[0]?.atMs,
  };
}

/** Timers of the same moment fire in the order they were set. */
function indexAfter(timers: readonly Timer[], atMs: number): number {
  let low = 0;
  let high = timers.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((timers[middle] as Timer).atMs <= atMs) low = middle + 1;
    else high = middle;
  }
  return low;
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < SETTLE_TURNS; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
