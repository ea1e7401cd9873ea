import type { DomainEvent } from '@sprk/contracts';
import type { EventLog } from '@sprk/core';

export interface LiveEvent {
  readonly cursor: string;
  readonly event: DomainEvent;
}
export interface LiveHub {
  latest(): Promise<string>;
  after(
    cursor: string,
    limit: number,
  ): Promise<{ readonly events: readonly LiveEvent[]; readonly gap: boolean }>;
  /** Resolves when something newer than the cursor is there, after `waitMs`, or when aborted. */
  changed(cursor: string, waitMs: number, signal: AbortSignal): Promise<void>;
}

const KEPT = 2000;

/**
 * One reader of the event log for all listeners of this process: those who are up to date are served from memory,
 * those who come back after a while from the log itself.
 */
export async function startLiveHub(log: EventLog, stop: AbortSignal): Promise<LiveHub & AsyncDisposable> {
  let recent: LiveEvent[] = [];
  let newest = await log.latest();
  /** Cursors in `recent` are the ones after this. */
  let recentFrom = newest;
  let waiters = new Set<() => void>();
  const done = tail();

  async function tail(): Promise<void> {
    while (!stop.aborted) {
      const { events, gap } = await log.after(newest, 500);
      const last = events.at(-1);
      if (gap) [recent, recentFrom] = [[], newest];
      if (last === undefined) {
        await log.changed(newest, 10_000, stop);
        continue;
      }
      recent.push(...events);
      newest = last.cursor;
      trim();
      const awake = waiters;
      waiters = new Set();
      for (const wake of awake) wake();
    }
  }

  function trim(): void {
    const surplus = recent.splice(0, Math.max(0, recent.length - KEPT));
    recentFrom = surplus.at(-1)?.cursor ?? recentFrom;
  }

  return {
    latest: async () => newest,
    async after(cursor, limit) {
      if (cursor === newest) return { events: [], gap: false };
      const index = recent.findIndex((one) => one.cursor === cursor);
      if (index >= 0 || cursor === recentFrom) {
        return { events: recent.slice(index + 1, index + 1 + limit), gap: false };
      }
      return await log.after(cursor, limit);
    },
    async changed(cursor, waitMs, signal) {
      if (cursor !== newest || signal.aborted || stop.aborted) return;
      const { promise, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, waitMs);
      const wake = () => resolve();
      waiters.add(wake);
      signal.addEventListener('abort', wake, { once: true });
      stop.addEventListener('abort', wake, { once: true });
      await promise;
      clearTimeout(timer);
      waiters.delete(wake);
      signal.removeEventListener('abort', wake);
      stop.removeEventListener('abort', wake);
    },
    async [Symbol.asyncDispose]() {
      await done;
    },
  };
}
