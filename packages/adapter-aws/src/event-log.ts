import type { EventLog } from '@sprk/core';
import { cursorAt, type LogPosition, positionOf } from './log-position.ts';
import { contentOf, type LogPage } from './page.ts';
import type { PageLog } from './page-log.ts';

/** How often a waiting reader looks for pages of other processes, ms. */
const POLL_MS = 250;
const PAGES_AT_ONCE = 20;

export function createAwsEventLog(log: PageLog, closed: AbortSignal): EventLog {
  const end = async () => {
    const page = await log.newest();
    return { page: page.number, index: contentOf(page).events.length };
  };
  return {
    async latest() {
      return cursorAt(await end());
    },
    async after(cursor, limit) {
      await log.sequence();
      return await eventsAfter(log, positionOf(cursor), limit);
    },
    async changed(cursor, waitMs, signal) {
      const over = AbortSignal.any(signal ? [signal, closed] : [closed]);
      const untilMs = performance.now() + waitMs;
      while (!over.aborted && cursorAt(await end()) === cursor) {
        const leftMs = untilMs - performance.now();
        if (leftMs <= 0) return;
        await nextPage(log, Math.min(leftMs, POLL_MS), over);
      }
    },
  };
}

async function eventsAfter(log: PageLog, asked: LogPosition | undefined, limit: number) {
  let pages = await log.from(asked?.page ?? 0, PAGES_AT_ONCE);
  const from = asked && isKept(asked, pages[0]) ? asked : undefined;
  const events = placed(pages).filter((place) => from === undefined || isAfter(place, from));
  while (events.length < limit && pages.length === PAGES_AT_ONCE) {
    pages = await log.from((pages.at(-1)?.number ?? 0) + 1, PAGES_AT_ONCE);
    events.push(...placed(pages));
  }
  return {
    gap: from === undefined,
    events: events.slice(0, limit).map(({ event, ...position }) => ({ cursor: cursorAt(position), event })),
  };
}

/** The page of a cursor tells that nothing after it is missing. Nothing is before the first page. */
function isKept({ page, index }: LogPosition, first: LogPage | undefined): boolean {
  if (page === 0) return index === 0 && (first?.number ?? 1) === 1;
  return first?.number === page && index <= contentOf(first).events.length;
}

function isAfter(place: LogPosition, from: LogPosition): boolean {
  return place.page > from.page || (place.page === from.page && place.index > from.index);
}

function placed(pages: readonly LogPage[]) {
  return pages.flatMap((page) =>
    contentOf(page).events.map((event, index) => ({ page: page.number, index: index + 1, event })),
  );
}

async function nextPage(log: PageLog, waitMs: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, waitMs);
  const forget = log.onPage(resolve);
  signal.addEventListener('abort', () => resolve(), { once: true });
  await promise;
  clearTimeout(timer);
  forget();
}
