import type { Timers } from './virtual-clock.ts';

/** Callers waiting for something to change. */
export class Waiters {
  readonly #wake = new Set<() => void>();

  notify(): void {
    for (const wake of this.#wake) wake();
  }

  /**
   * Resolves at the next notification, at `untilMs`, or when one of `signals` is aborted, whichever is first. Never
   * rejects. Takes several signals because AbortSignal.any costs memory with every call on signals that live long.
   */
  async wait(timers: Timers, untilMs: number, signals: readonly AbortSignal[]): Promise<void> {
    if (signals.some(({ aborted }) => aborted)) return;
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
