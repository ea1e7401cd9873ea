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

  /**
   * Resolves once `count` is above `seen`, at `untilMs`, or when one of `signals` is aborted, whichever is first. Never
   * rejects. Takes several signals because AbortSignal.any costs memory with every call on signals that live long.
   */
  async wait(seen: number, timers: Timers, untilMs: number, signals: readonly AbortSignal[]): Promise<void> {
    if (this.count > seen || signals.some(({ aborted }) => aborted)) return;
    const over = new AbortController();
    const finish = () => over.abort();
    this.#wake.add(finish);
    for (const signal of signals) signal.addEventListener('abort', finish, { once: true });
    try {
      await timers.waitUntil(untilMs, over.signal);
    } finally {
      this.#wake.delete(finish);
      for (const signal of signals) signal.removeEventListener('abort', finish);
    }
  }
}
