import type { Clock, EventLog } from '@sprk/core';
import type { MemoryState } from './memory-state.ts';
import type { Timers } from './virtual-clock.ts';

/** Cursors are counts of events; they are short because browsers send them back as Last-Event-ID. */
export function createMemoryEventLog(
  state: MemoryState,
  clock: Clock,
  timers: Timers,
  closed: AbortSignal,
): EventLog {
  const end = () => state.forgottenEvents + state.events.length;
  return {
    async latest() {
      return toEventCursor(end());
    },
    async after(cursor, limit) {
      const asked = readEventCursor(cursor);
      const gap = asked === undefined || asked < state.forgottenEvents || asked > end();
      const from = gap ? state.forgottenEvents : asked;
      const index = from - state.forgottenEvents;
      const events = state.events.slice(index, index + limit);
      return {
        gap,
        events: events.map((event, offset) => {
          return { cursor: toEventCursor(from + offset + 1), event: structuredClone(event) };
        }),
      };
    },
    async changed(cursor, waitMs, signal) {
      const untilMs = clock.now() + waitMs;
      const over = signal ? [signal, closed] : [closed];
      const isOver = () => clock.now() >= untilMs || over.some(({ aborted }) => aborted);
      while (readEventCursor(cursor) === end() && !isOver()) {
        await state.eventWaiters.wait(timers, untilMs, over);
      }
    },
  };
}

/** Drops the oldest events above `keep`. */
export function forgetEvents(state: MemoryState, keep: number): void {
  const surplus = Math.max(0, state.events.length - keep);
  state.events.splice(0, surplus);
  state.forgottenEvents += surplus;
}

function toEventCursor(position: number): string {
  return `m${position}`;
}

function readEventCursor(cursor: string): number | undefined {
  return /^m\d{1,15}$/.test(cursor) ? Number(cursor.slice(1)) : undefined;
}
