import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { QueueName } from '@sprk/contracts';
import { type Clock, type QueueMessage, queueNamed } from '@sprk/core';
import { DeadLetters } from './dead-letters.ts';
import { EVENT_COLUMNS, type EventRow, eventFromRow } from './event-rows.ts';
import { queueNumber } from './queue-number.ts';
import type { QueueState } from './queue-state.ts';
import { type Receipt, readReceipt, toReceipt } from './receipt.ts';
import type { Sequence } from './sequence.ts';

interface MessageRow extends EventRow {
  readonly place: number;
  readonly receives: number;
}

const MESSAGES = `
  SELECT q.place AS place, q.receives AS receives, coalesce(q.body, e.body) AS body,
    ${EVENT_COLUMNS.replace('e.body AS body, ', '')}
  FROM queue q LEFT JOIN events e ON e.seq = q.place LEFT JOIN lots l ON l.id = e.lot
  WHERE q.queue = ?1`;

/** Changes of queues inside the transaction of a group. */
export class QueueWriter {
  readonly #clock: Clock;
  readonly #state: QueueState;
  readonly #dead: DeadLetters;
  readonly #sql: ReturnType<typeof prepare>;

  constructor(writer: DatabaseSync, clock: Clock, sequence: Sequence, state: QueueState) {
    this.#clock = clock;
    this.#state = state;
    this.#dead = new DeadLetters(writer, clock, sequence);
    this.#sql = prepare(writer);
  }

  /** Leases up to `max` messages, oldest first; sets those aside that were delivered too often. */
  take(queue: QueueName, max: number, leaseSeconds: number): readonly QueueMessage[] {
    const number = queueNumber(queue);
    const nowMs = this.#clock.now();
    const { maxReceives } = queueNamed(queue);
    const messages: QueueMessage[] = [];
    for (const row of this.#visible(number, nowMs, max)) {
      if (row.receives >= maxReceives) {
        this.#bury(queue, row, `No answer to ${row.receives} deliveries.`);
        continue;
      }
      const receives = row.receives + 1;
      this.#sql.lease.run(receives, nowMs + leaseSeconds * 1000, number, row.place);
      const event = eventFromRow(row);
      const receipt = toReceipt({ place: row.place, receives });
      messages.push({ queue, id: messageId(queue, event.id), receipt, receiveCount: receives, event });
    }
    return messages;
  }

  acknowledge(queue: QueueName, receipts: readonly string[]): void {
    const number = queueNumber(queue);
    for (const { place, receives } of readAll(receipts)) {
      const { changes } = this.#sql.remove.run(number, place, receives);
      if (changes === 1) this.#state.left(number);
    }
  }

  extend(queue: QueueName, receipts: readonly string[], leaseSeconds: number): void {
    const untilMs = this.#clock.now() + leaseSeconds * 1000;
    for (const { place, receives } of readAll(receipts)) {
      this.#sql.extend.run(untilMs, queueNumber(queue), place, receives);
    }
  }

  release(queue: QueueName, receipt: string, delaySeconds: number, reason: string): void {
    const row = this.#held(queue, receipt);
    if (!row) return;
    if (row.receives >= queueNamed(queue).maxReceives) {
      this.#bury(queue, row, reason);
    } else {
      this.#sql.release.run(this.#clock.now() + delaySeconds * 1000, queueNumber(queue), row.place);
      this.#state.releasedEarlier();
    }
  }

  deadLetter(queue: QueueName, receipt: string, reason: string): void {
    const row = this.#held(queue, receipt);
    if (row) this.#bury(queue, row, reason);
  }

  /** @returns Whether there was such a dead letter. */
  redrive(id: string): boolean {
    const dead = this.#dead.exhume(id);
    if (!dead) return false;
    this.#sql.insert.run(dead.queue, dead.place, this.#clock.now(), dead.body);
    this.#state.entered(dead.queue);
    return true;
  }

  #visible(number: number, nowMs: number, max: number): MessageRow[] {
    const again = this.#sql.takeAgain.all(number, nowMs, max) as unknown as MessageRow[];
    again.sort((a, b) => a.place - b.place);
    if (again.length === max) return again;
    const from = this.#state.freshFrom(number);
    const fresh = this.#sql.takeFresh.all(number, from, max - again.length) as unknown as MessageRow[];
    const last = fresh.at(-1);
    if (last) this.#state.deliveredUpTo(number, last.place);
    return [...again, ...fresh];
  }

  #held(queue: QueueName, receipt: string): MessageRow | undefined {
    const parsed = readReceipt(receipt);
    if (!parsed) return undefined;
    const row = this.#sql.findHeld.get(queueNumber(queue), parsed.place, parsed.receives);
    return row as unknown as MessageRow | undefined;
  }

  #bury(queue: QueueName, row: MessageRow, reason: string): void {
    const number = queueNumber(queue);
    const event = eventFromRow(row);
    this.#dead.bury({ id: messageId(queue, event.id), queue: number, receives: row.receives, reason, event });
    this.#sql.discard.run(number, row.place);
    this.#state.left(number);
  }
}

function messageId(queue: QueueName, eventId: string): string {
  return `${queue}.${eventId}`;
}

function readAll(receipts: readonly string[]): Receipt[] {
  return receipts.map(readReceipt).filter((receipt) => receipt !== undefined);
}

function prepare(db: DatabaseSync) {
  const held = 'queue = ? AND place = ? AND leased = 1 AND receives = ?';
  const statements = {
    insert: 'INSERT INTO queue VALUES (?, ?, 0, 0, NULL, ?, ?)',
    takeAgain: `${MESSAGES} AND q.visible_at <= ?2 ORDER BY q.visible_at LIMIT ?3`,
    takeFresh: `${MESSAGES} AND q.place >= ?2 AND q.visible_at IS NULL ORDER BY q.place LIMIT ?3`,
    findHeld: `${MESSAGES} AND q.place = ?2 AND q.leased = 1 AND q.receives = ?3`,
    lease: 'UPDATE queue SET receives = ?, leased = 1, visible_at = ? WHERE queue = ? AND place = ?',
    extend: `UPDATE queue SET visible_at = ? WHERE ${held}`,
    release: 'UPDATE queue SET leased = 0, visible_at = ? WHERE queue = ? AND place = ?',
    remove: `DELETE FROM queue WHERE ${held}`,
    discard: 'DELETE FROM queue WHERE queue = ? AND place = ?',
  };
  const prepared = Object.entries(statements).map(([name, sql]) => [name, db.prepare(sql)]);
  return Object.fromEntries(prepared) as Record<keyof typeof statements, StatementSync>;
}
