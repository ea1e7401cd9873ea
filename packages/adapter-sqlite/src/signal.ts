import type { Timers } from './timers.ts';

/** Lets callers wait for commits; a count tells those apart that came before and after a look. */
export class Signal {
  readonly #wake = new Set<() => void>();
  /** Rises with every notification. */
  count = 0;

  notify(): void {
    this.count += 1;
    for (const wake of this.#wake) wake();
  }

  /** Resolves once `count` is above `seen`, at `untilMs`, or when aborted, whichever is first. Never rejects. */
  async wait(seen: number, timers: Timers, untilMs: number, signal?: AbortSignal): Promise<void> {
    if (this.count > seen || signal?.aborted) return;
    const over = new AbortController();
    const finish = () => over.abort();
    this.#wake.add(finish);
    signal?.addEventListener('abort', finish, { once: true });
    try {
      await timers.waitUntil(untilMs, over.signal);
    } finally {
      this.#wake.delete(finish);
      signal?.removeEventListener('abort', finish);
    }
  }
}
