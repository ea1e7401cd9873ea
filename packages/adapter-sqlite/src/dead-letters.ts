import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { DeadLetter, DomainEvent } from '@sprk/contracts';
import type { Clock, Page, PageRequest } from '@sprk/core';
import { parseCursor } from '@sprk/core/shared/page-cursor';
import { pageFromRows } from './page.ts';
import { queueOfNumber } from './queue-number.ts';
import type { Sequence } from './sequence.ts';

/** Messages that were set aside, with a copy of their event: they outlive the log. */
export class DeadLetters {
  readonly #clock: Clock;
  readonly #sequence: Sequence;
  readonly #insert: StatementSync;
  readonly #find: StatementSync;
  readonly #remove: StatementSync;

  constructor(writer: DatabaseSync, clock: Clock, sequence: Sequence) {
    this.#clock = clock;
    this.#sequence = sequence;
    this.#insert = writer.prepare('INSERT OR REPLACE INTO dead_letters VALUES (?, ?, ?, ?, ?, ?, ?)');
    this.#find = writer.prepare('SELECT queue, body FROM dead_letters WHERE id = ?');
    this.#remove = writer.prepare('DELETE FROM dead_letters WHERE id = ?');
  }

  bury(letter: {
    readonly id: string;
    readonly queue: number;
    readonly receives: number;
    readonly reason: string;
    readonly event: DomainEvent;
  }): void {
    const { id, queue, receives, reason, event } = letter;
    const body = JSON.stringify(event);
    this.#insert.run(this.#sequence.take(), id, queue, this.#clock.now(), receives, reason, body);
  }

  /** Takes a dead letter out, with a fresh place in its queue; undefined when there is none of that id. */
  exhume(id: string): { readonly queue: number; readonly place: number; readonly body: string } | undefined {
    const row = this.#find.get(id);
    if (!row) return undefined;
    this.#remove.run(id);
    return { queue: Number(row.queue), place: this.#sequence.take(), body: String(row.body) };
  }
}

interface DeadRow {
  readonly seq: number;
  readonly id: string;
  readonly queue: number;
  readonly dead_at: number;
  readonly receives: number;
  readonly reason: string;
  readonly body: string;
}

/** Newest first. */
export function createDeadLetterList(reader: DatabaseSync): (page: PageRequest) => Page<DeadLetter> {
  const read = reader.prepare('SELECT * FROM dead_letters WHERE seq < ? ORDER BY seq DESC LIMIT ?');
  return (page) => {
    const before = Number(parseCursor('dead', page.cursor) ?? Number.MAX_SAFE_INTEGER);
    return pageFromRows(
      'dead',
      read.all(before, page.limit + 1) as unknown as DeadRow[],
      page.limit,
      (row): DeadLetter => ({
        id: row.id,
        queue: queueOfNumber(row.queue),
        deadAt: new Date(row.dead_at).toISOString(),
        reason: row.reason,
        receiveCount: row.receives,
        event: JSON.parse(row.body),
      }),
      (row) => String(row.seq),
    );
  };
}
