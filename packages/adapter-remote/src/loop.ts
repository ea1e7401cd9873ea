import { type BackoffOptions, createBackoff } from './backoff.ts';
import type { Sleep } from './sleep.ts';

export interface LoopDeps extends BackoffOptions {
  readonly sleep: Sleep;
  readonly onFailure: (error: unknown) => void;
  /** How long the turn that is running at the end may go on before its signal is aborted; default 0. */
  readonly graceMs?: number;
}
export interface Loop {
  /** No new turn starts. Resolves when the running one has ended. */
  stop(): Promise<void>;
}

/**
 * Runs turns one after the other until stopped. A turn that throws is reported and followed by a growing pause:
 * an outage of the other side never ends a loop.
 */
export function createLoop(deps: LoopDeps, turn: (signal: AbortSignal) => Promise<void>): Loop {
  const { sleep, onFailure, graceMs = 0 } = deps;
  const stopping = new AbortController();
  const graceOver = new AbortController();
  const backoff = createBackoff(deps);
  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        await turn(graceOver.signal);
        backoff.reset();
      } catch (error) {
        if (stopping.signal.aborted) return;
        onFailure(error);
        await sleep(backoff.nextMs(), stopping.signal);
      }
    }
  }
  const running = run();
  return {
    async stop() {
      stopping.abort();
      const ended = new AbortController();
      const grace = sleep(graceMs, ended.signal).then(() => graceOver.abort());
      await running;
      ended.abort();
      await grace;
    },
  };
}
