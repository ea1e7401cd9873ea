import type { Clock } from '@sprk/core';
import type { Timers } from './virtual-clock.ts';

/** Timers of the process for a clock that runs by itself. They do not keep the process alive. */
export function createRealTimers(clock: Clock): Timers {
  return {
    waitUntil(atMs, signal) {
      const delayMs = atMs - clock.now();
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
