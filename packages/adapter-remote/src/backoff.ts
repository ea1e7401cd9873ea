import type { Random } from '@sprk/core';

export interface BackoffOptions {
  readonly random: Random;
  /** First delay, default 50 ms; doubles with each failure. */
  readonly baseMs?: number;
  /** Longest delay, default 2000 ms: after an outage work goes on within this. */
  readonly capMs?: number;
}
export interface Backoff {
  /** The delay after one more failure: exponential, capped, with up to half of it taken off at random. */
  nextMs(): number;
  reset(): void;
  readonly failures: number;
}

export function createBackoff({ random, baseMs = 50, capMs = 2000 }: BackoffOptions): Backoff {
  let failures = 0;
  return {
    nextMs() {
      const fullMs = Math.min(capMs, baseMs * 2 ** Math.min(failures, 30));
      failures += 1;
      return fullMs * (1 - random.next() / 2);
    },
    reset() {
      failures = 0;
    },
    get failures() {
      return failures;
    },
  };
}
