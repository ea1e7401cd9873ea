import type { Clock } from '@sprk/core';

/** Waiting by the same clock that `now` reads; a virtual clock brings its own. */
export interface Timers {
  /** Resolves at `atMs` (milliseconds since the epoch; at once when past) or when aborted. Never rejects. */
  waitUntil(atMs: number, signal?: AbortSignal): Promise<void>;
}

/** setTimeout fires at once for longer delays. */
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;

/** The clock's own timers, else those of the process, which do not keep it alive. */
export function timersOf(clock: Clock & Partial<Timers>): Timers {
  if (clock.waitUntil) return { waitUntil: clock.waitUntil.bind(clock) };
  return {
    waitUntil(atMs, signal) {
      const delayMs = Math.min(atMs - clock.now(), LONGEST_TIMEOUT_MS);
      if (delayMs <= 0 || signal?.aborted) return Promise.resolve();
      return new Promise((resolve) => {
        const timer = setTimeout(finish, delayMs).unref();
        function finish() {
          clearTimeout(timer);
          signal?.removeEventListener('abort', finish);
          resolve();
        }
        signal?.addEventListener('abort', finish, { once: true });
      });
    },
  };
}
