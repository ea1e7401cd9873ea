import type { DomainEvent } from '@sprk/contracts';
import type { EventLog } from '@sprk/core';
import type { Logger } from '@sprk/platform';
import { runLoop } from '../loops/loop.ts';
import { createBell } from './bell.ts';

export interface LiveEvent {
  readonly cursor: string;
  readonly event: DomainEvent;
}
export interface LiveHub {
  /** Says that somebody listens, until disposed of. */
  join(): Disposable;
  latest(): Promise<string>;
  after(
    cursor: string,
    limit: number,
  ): Promise<{ readonly events: readonly LiveEvent[]; readonly gap: boolean }>;
  /** How much has been heard so far: take it before reading, for `changed`. */
  mark(): number;
  /** Resolves when something was heard since the mark, after `waitMs`, or when aborted. */
  changed(mark: number, waitMs: number, signal: AbortSignal): Promise<void>;
}

const KEPT = 2000;

/**
 * One reader of the event log for all listeners of this process: those who are up to date are served from memory,
 * those who come back after a while from the log itself. It reads only while somebody listens.
 */
export async function startLiveHub(
  eventLog: EventLog,
  log: Logger,
  stop: AbortSignal,
): Promise<LiveHub & AsyncDisposable> {
  let recent: LiveEvent[] = [];
  let newest = await eventLog.latest();
  /** Cursors in `recent` are the ones after this. */
  let recentFrom = newest;
  let listeners = 0;
  let heard = 0;
  const bell = createBell();
  const done = runLoop('live-updates', log, stop, tail);

  async function tail(): Promise<void> {
    if (listeners === 0) {
      await bell.rung([stop]);
      restart(await eventLog.latest());
      return;
    }
    const { events, gap } = await eventLog.after(newest, 500);
    const last = events.at(-1);
    // After a gap what is held no longer joins on: listeners must not read across it.
    if (gap) restart(await eventLog.latest());
    else if (last !== undefined) keep(events, last.cursor);
    else await eventLog.changed(newest, 10_000, stop);
  }

  function restart(from: string): void {
    [recent, newest, recentFrom] = [[], from, from];
    tell();
  }

  function keep(events: readonly LiveEvent[], last: string): void {
    recent.push(...events);
    newest = last;
    const surplus = recent.splice(0, Math.max(0, recent.length - KEPT));
    recentFrom = surplus.at(-1)?.cursor ?? recentFrom;
    tell();
  }

  function tell(): void {
    heard += 1;
    bell.ring();
  }

  return {
    join() {
      listeners += 1;
      bell.ring();
      return {
        [Symbol.dispose]: () => {
          listeners -= 1;
        },
      };
    },
    latest: () => eventLog.latest(),
    async after(cursor, limit) {
      if (cursor === newest) return { events: [], gap: false };
      const index = recent.findLastIndex((one) => one.cursor === cursor);
      if (index >= 0 || cursor === recentFrom) {
        return { events: recent.slice(index + 1, index + 1 + limit), gap: false };
      }
      return await eventLog.after(cursor, limit);
    },
    mark: () => heard,
    async changed(mark, waitMs, signal) {
      // Not by comparing cursors: one that was never heard of would be "not the newest" for ever.
      if (mark === heard) await bell.rung([signal, stop], waitMs);
    },
    async [Symbol.asyncDispose]() {
      await done;
    },
  };
}
