import type { DomainEvent } from '@sprk/contracts';
import type { EventLog } from '@sprk/core';
import { cursorAt, positionOf } from './log-position.ts';
import { LogReader } from './log-reader.ts';
import type { PageLog } from './page-log.ts';

/** How often a waiting reader looks for pages of other processes, ms. */
const POLL_MS = 250;

export function createAwsEventLog(log: PageLog, closed: AbortSignal): EventLog {
  const reader = new LogReader<DomainEvent>(log, ({ events }) => events);

  return {
    async latest() {
      return cursorAt(await reader.end());
    },
    async after(cursor, limit) {
      const position = positionOf(cursor);
      const kept = position && (await reader.after(position, limit));
      const { things } = kept ?? (await reader.fromOldest(limit));
      return {
        gap: kept === undefined,
        events: things.map(({ position: at, thing }) => ({ cursor: cursorAt(at), event: thing })),
      };
    },
    async changed(cursor, waitMs, signal) {
      const over = signal ? [signal, closed] : [closed];
      const untilMs = performance.now() + waitMs;
      for (let position = positionOf(cursor); position; ) {
        const news = await reader.after(position, 1);
        const leftMs = untilMs - performance.now();
        if (news?.things.length !== 0 || leftMs <= 0 || over.some(({ aborted }) => aborted)) return;
        position = news.reached;
        await nextPage(log, Math.min(leftMs, POLL_MS), over);
      }
    },
  };
}

/** Resolves with a new page, after the time, or when aborted; leaves nothing behind at signals that live long. */
async function nextPage(log: PageLog, waitMs: number, signals: readonly AbortSignal[]): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const finish = () => resolve();
  const timer = setTimeout(finish, waitMs);
  const forget = log.onPage(finish);
  for (const signal of signals) signal.addEventListener('abort', finish);
  await promise;
  clearTimeout(timer);
  forget();
  for (const signal of signals) signal.removeEventListener('abort', finish);
}
