/** Wakes everybody who waits; who comes later waits for the next ring. */
export interface Bell {
  ring(): void;
  /** Resolves at the next ring, when one of the signals is aborted, or after `waitMs`. */
  rung(signals: readonly AbortSignal[], waitMs?: number): Promise<void>;
}

export function createBell(): Bell {
  let waiting = new Set<() => void>();
  return {
    ring() {
      const awake = waiting;
      waiting = new Set();
      for (const wake of awake) wake();
    },
    async rung(signals, waitMs) {
      if (signals.some(({ aborted }) => aborted)) return;
      const { promise, resolve } = Promise.withResolvers<void>();
      const wake = () => resolve();
      const timer = waitMs === undefined ? undefined : setTimeout(wake, waitMs);
      waiting.add(wake);
      for (const signal of signals) signal.addEventListener('abort', wake, { once: true });
      await promise;
      clearTimeout(timer);
      waiting.delete(wake);
      for (const signal of signals) signal.removeEventListener('abort', wake);
    },
  };
}
