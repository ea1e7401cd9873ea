import type { DatabaseSync } from 'node:sqlite';
import { QUEUES } from '@sprk/core';
import type { Participant } from './group-commit.ts';
import { queueNumber } from './queue-number.ts';
import type { Signal } from './signal.ts';

/**
 * What is known of the queues without asking the database: how many messages they have, and from which place on none
 * was delivered yet (messages are first delivered in order of place, so these are the newest ones). Without it,
 * taking a message would have to step over all that are leased or delayed.
 */
export class QueueState implements Participant {
  readonly #queued: Signal;
  readonly #sizes: number[] = [];
  readonly #freshFrom: number[] = [];
  #before: { readonly sizes: readonly number[]; readonly freshFrom: readonly number[] };
  #moves = 0;

  constructor(db: DatabaseSync, queued: Signal) {
    this.#queued = queued;
    const count = db.prepare('SELECT count(*) AS n FROM queue WHERE queue = ?');
    for (const { name } of QUEUES) {
      const number = queueNumber(name);
      this.#sizes[number] = Number(count.get(number)?.n);
      this.#freshFrom[number] = 0;
    }
    this.#before = { sizes: [...this.#sizes], freshFrom: [...this.#freshFrom] };
  }

  size(queue: number): number {
    return this.#before.sizes[queue] ?? 0;
  }

  freshFrom(queue: number): number {
    return this.#freshFrom[queue] ?? 0;
  }

  entered(queue: number): void {
    this.#sizes[queue] = (this.#sizes[queue] ?? 0) + 1;
    this.#moves += 1;
  }

  left(queue: number, count = 1): void {
    this.#sizes[queue] = (this.#sizes[queue] ?? 0) - count;
  }

  /** Messages may be ready earlier than waiting callers think. */
  releasedEarlier(): void {
    this.#moves += 1;
  }

  deliveredUpTo(queue: number, place: number): void {
    this.#freshFrom[queue] = Math.max(this.freshFrom(queue), place + 1);
  }

  committed(): void {
    this.#before = { sizes: [...this.#sizes], freshFrom: [...this.#freshFrom] };
    if (this.#moves > 0) this.#queued.notify();
    this.#moves = 0;
  }

  rolledBack(): void {
    this.#sizes.splice(0, this.#sizes.length, ...this.#before.sizes);
    this.#freshFrom.splice(0, this.#freshFrom.length, ...this.#before.freshFrom);
    this.#moves = 0;
  }
}
