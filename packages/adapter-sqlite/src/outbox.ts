import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { AuditEntry, DomainEvent } from '@sprk/contracts';
import { type Clock, type Lot, queuesFor } from '@sprk/core';
import type { Counters } from './counters.ts';
import { tellsOfRegistration } from './event-rows.ts';
import type { Participant } from './group-commit.ts';
import { packId } from './packed-id.ts';
import { queueNumber } from './queue-number.ts';
import type { QueueState } from './queue-state.ts';
import type { Sequence } from './sequence.ts';
import type { Signal } from './signal.ts';

export interface OutboxDeps {
  readonly writer: DatabaseSync;
  readonly clock: Clock;
  readonly sequence: Sequence;
  readonly counters: Counters;
  readonly queueState: QueueState;
  readonly appended: Signal;
}

/** Where events and audit entries of a unit of work go: the log, and the queues that flow.ts names. */
export class Outbox implements Participant {
  readonly #deps: OutboxDeps;
  readonly #insertEvent: StatementSync;
  readonly #insertMessage: StatementSync;
  readonly #insertAudit: StatementSync;
  #lastEvent = 0;
  #durable = 0;

  constructor(deps: OutboxDeps) {
    this.#deps = deps;
    this.#insertEvent = deps.writer.prepare('INSERT INTO events VALUES (?, ?, ?, ?, ?)');
    this.#insertMessage = deps.writer.prepare('INSERT INTO queue VALUES (?, ?, 0, 0, NULL, ?, NULL)');
    this.#insertAudit = deps.writer.prepare('INSERT INTO audit VALUES (?, ?)');
    this.#lastEvent = Number(deps.writer.prepare('SELECT max(seq) AS seq FROM events').get()?.seq ?? 0);
    this.#durable = this.#lastEvent;
  }

  /** Sequence number of the newest committed event. */
  get lastEvent(): number {
    return this.#durable;
  }

  /** @param lots Stored in the same unit: what is said of their registration is not stored again. */
  emit(events: readonly DomainEvent[], lots: readonly Lot[] = []): void {
    if (events.length === 0) return;
    const nowMs = this.#deps.clock.now();
    this.#deps.counters.add('events', events.length);
    for (const event of events) {
      const seq = this.#deps.sequence.take();
      const lot = lots.find((one) => tellsOfRegistration(event, one));
      if (lot) this.#insertEvent.run(seq, nowMs, packId('ovs', lot.id), event.traceparent ?? null, null);
      else this.#insertEvent.run(seq, nowMs, null, null, JSON.stringify(event));
      for (const queue of queuesFor(event.type)) {
        const number = queueNumber(queue);
        this.#insertMessage.run(number, seq, nowMs);
        this.#deps.queueState.entered(number);
      }
      this.#lastEvent = seq;
    }
  }

  audit(entries: readonly AuditEntry[]): void {
    for (const entry of entries) this.#insertAudit.run(this.#deps.sequence.take(), JSON.stringify(entry));
  }

  committed(): void {
    if (this.#durable === this.#lastEvent) return;
    this.#durable = this.#lastEvent;
    this.#deps.appended.notify();
  }

  rolledBack(): void {
    this.#lastEvent = this.#durable;
  }
}
