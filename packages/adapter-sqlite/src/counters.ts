import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Participant } from './group-commit.ts';

/** Counters of lots by status and of events, written once per group however many units changed them. */
export class Counters implements Participant {
  readonly #add: StatementSync;
  readonly #pending = new Map<string, number>();

  constructor(db: DatabaseSync) {
    this.#add = db.prepare('INSERT INTO counters VALUES (?, ?) ON CONFLICT DO UPDATE SET n = n + excluded.n');
  }

  add(name: string, delta: number): void {
    this.#pending.set(name, (this.#pending.get(name) ?? 0) + delta);
  }

  flush(): void {
    for (const [name, delta] of this.#pending) if (delta !== 0) this.#add.run(name, delta);
  }

  committed(): void {
    this.#pending.clear();
  }

  rolledBack(): void {
    this.#pending.clear();
  }
}
