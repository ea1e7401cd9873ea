import type { Timers } from './virtual-clock.ts';

/** Callers waiting for something to change. */
export class Waiters {
  readonly #wake = new Set<() => void>();

  notify(): void {
    for (const wake of this.#wake) wake();
  }

  /** Resolves at the next notification, at `untilMs`, or when aborted, whichever is first. Never rejects. */
  async wait(timers: Timers, untilMs: number, signal?: AbortSignal): Promise<void> {
    const over = new AbortController();
    const finish = () => over.abort();
    this.#wake.add(finish);
    signal?.addEventListener('abort', finish, { once: true });
    try {
      if (signal?.aborted) return;
      await timers.waitUntil(untilMs, over.signal);
    } finally {
      this.#wake.delete(finish);
      signal?.removeEventListener('abort', finish);
    }
  }
}
