import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Participant } from './group-commit.ts';

/** The global sequence: numbers rise in the order of commits, are never used twice, and may have gaps. */
export class Sequence implements Participant {
  readonly #save: StatementSync;
  #next: number;
  #durable: number;

  constructor(db: DatabaseSync) {
    this.#save = db.prepare(
      `INSERT INTO meta VALUES ('seq', ?) ON CONFLICT DO UPDATE SET value = excluded.value`,
    );
    this.#durable = Number(db.prepare(`SELECT value FROM meta WHERE name = 'seq'`).get()?.value ?? 0);
    this.#next = this.#durable;
  }

  /** The newest number that is committed. */
  get durable(): number {
    return this.#durable;
  }

  /** To be called inside a transaction only. */
  take(): number {
    this.#next += 1;
    return this.#next;
  }

  flush(): void {
    if (this.#next !== this.#durable) this.#save.run(this.#next);
  }

  committed(): void {
    this.#durable = this.#next;
  }

  rolledBack(): void {
    this.#next = this.#durable;
  }
}
