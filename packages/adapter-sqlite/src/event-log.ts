import type { EventLog } from '@sprk/core';
import { EVENT_COLUMNS, type EventRow, eventFromRow } from './event-rows.ts';
import type { Store } from './store.ts';
import { readStoreId } from './store-id.ts';

/** Cursors are short because browsers send them back as Last-Event-ID: the file's id and a sequence number. */
export function createSqliteEventLog(store: Store): EventLog {
  const { reader, clock, timers, outbox, sequence, appended, closing } = store;
  const storeId = readStoreId(reader);
  const readAfter = reader.prepare(
    `SELECT e.seq AS seq, ${EVENT_COLUMNS} FROM events e LEFT JOIN lots l ON l.id = e.lot
     WHERE e.seq > ? ORDER BY e.seq LIMIT ?`,
  );
  const readForgotten = reader.prepare(`SELECT value FROM meta WHERE name = 'forgottenEvents'`);

  function toEventCursor(seq: number): string {
    return `${storeId}.${seq}`;
  }
  function readEventCursor(cursor: string): number | undefined {
    const [id, seq = ''] = cursor.split('.');
    return id === storeId && /^\d{1,15}$/.test(seq) ? Number(seq) : undefined;
  }

  return {
    async latest() {
      return toEventCursor(sequence.durable);
    },
    async after(cursor, limit) {
      const asked = readEventCursor(cursor);
      const forgotten = Number(readForgotten.get()?.value ?? 0);
      const gap = asked === undefined || asked < forgotten || asked > sequence.durable;
      const rows = readAfter.all(gap ? forgotten : asked, limit) as unknown as (EventRow & { seq: number })[];
      return {
        gap,
        events: rows.map((row) => ({ cursor: toEventCursor(row.seq), event: eventFromRow(row) })),
      };
    },
    async changed(cursor, waitMs, signal) {
      const untilMs = clock.now() + waitMs;
      const asked = readEventCursor(cursor) ?? -1;
      const over = signal ? [signal, closing] : [closing];
      const isOver = () => clock.now() >= untilMs || over.some(({ aborted }) => aborted);
      while (outbox.lastEvent <= asked && !isOver()) {
        await appended.wait(appended.count, timers, untilMs, over);
      }
    },
  };
}
