import { performance } from 'node:perf_hooks';
import type { DatabaseSync } from 'node:sqlite';
import { AppError } from '@sprk/core';
import { sqliteCode } from './store-error.ts';

/** State in memory that follows the transaction. */
export interface Participant {
  /** Writes what was gathered; runs inside the transaction, right before COMMIT. */
  flush?(): void;
  committed(): void;
  rolledBack(): void;
}

export interface GroupStats {
  readonly groups: number;
  readonly units: number;
  readonly largestGroup: number;
  /** Groups that were rolled back by an error of one unit or by the disk. */
  readonly rollbacks: number;
}

export type CommitListener = (group: { readonly units: number; readonly durationMs: number }) => void;

interface Unit {
  readonly work: () => unknown;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
  outcome:
    | { readonly kind: 'done'; readonly value: unknown }
    | { readonly kind: 'refused'; readonly error: unknown };
}

/** Thrown by a unit before its first write: it alone fails, the others of its group stay. */
class Refusal extends Error {
  override readonly name = 'Refusal';
}

/** Ends a unit that has written nothing yet with an error for its caller. */
export function refuse(error: Error): never {
  throw new Refusal(error.message, { cause: error });
}

const MAX_UNITS = 512;

/**
 * All units of work of one turn of the event loop share one transaction, and resolve after its COMMIT: one fsync for
 * all of them. Units run at once and in order, each seeing what those before it wrote; so also a refusal is only
 * told when what it was based on is durable.
 *
 * Failures. A unit that breaks (any error but `refuse`) takes the transaction with it; the others are then run again,
 * each in a transaction of its own, so only the broken one rejects. When COMMIT itself fails (disk full, I/O error),
 * nothing of the group is stored and all of it rejects as `unavailable`; the next unit starts a new transaction.
 */
export class GroupCommit {
  readonly #db: DatabaseSync;
  readonly #onCommit: CommitListener;
  readonly #participants: Participant[] = [];
  #units: Unit[] = [];
  #end: 'open' | 'closed' = 'open';
  #stats = { groups: 0, units: 0, largestGroup: 0, rollbacks: 0 };

  constructor(db: DatabaseSync, onCommit: CommitListener = () => {}) {
    this.#db = db;
    this.#onCommit = onCommit;
  }

  join(participant: Participant): void {
    this.#participants.push(participant);
  }

  stats(): GroupStats {
    return { ...this.#stats };
  }

  /**
   * Runs `work` in the transaction of this turn. It checks all its conditions before it writes anything, touches no
   * state but the database and participants, and may run twice.
   * @throws AppError `not_ready` after `close`, `unavailable` when nothing could be stored; else what `work` threw.
   */
  run<T>(work: () => T): Promise<T> {
    if (this.#end === 'closed')
      return Promise.reject(new AppError('not_ready', { detail: 'The store is closing.' }));
    return new Promise<T>((resolve, reject) => {
      const unit: Unit = {
        work,
        resolve: resolve as (value: unknown) => void,
        reject,
        outcome: { kind: 'done', value: undefined },
      };
      this.#enter(unit);
    });
  }

  /** Commits what is open; later units are refused. */
  close(): void {
    this.#end = 'closed';
    this.#commit();
  }

  #enter(unit: Unit): void {
    try {
      if (this.#units.length === 0) {
        this.#db.exec('BEGIN IMMEDIATE');
        setImmediate(() => this.#commit());
      }
      this.#units.push(unit);
      this.#perform(unit);
    } catch (error) {
      const others = this.#units.filter((other) => other !== unit);
      this.#units = [];
      this.#rollBack();
      unit.reject(toCallerError(error));
      for (const other of others) this.#runAlone(other);
      return;
    }
    if (this.#units.length >= MAX_UNITS) this.#commit();
  }

  #perform(unit: Unit): void {
    try {
      unit.outcome = { kind: 'done', value: unit.work() };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      unit.outcome = { kind: 'refused', error: error.cause };
    }
  }

  #runAlone(unit: Unit): void {
    try {
      this.#db.exec('BEGIN IMMEDIATE');
      this.#perform(unit);
    } catch (error) {
      this.#rollBack();
      unit.reject(toCallerError(error));
      return;
    }
    this.#units = [unit];
    this.#commit();
  }

  #commit(): void {
    const units = this.#units;
    if (units.length === 0) return;
    this.#units = [];
    const startedMs = performance.now();
    try {
      for (const participant of this.#participants) participant.flush?.();
      this.#db.exec('COMMIT');
    } catch (error) {
      this.#rollBack();
      for (const unit of units) unit.reject(toCallerError(error));
      return;
    }
    for (const participant of this.#participants) participant.committed();
    this.#stats.groups += 1;
    this.#stats.units += units.length;
    this.#stats.largestGroup = Math.max(this.#stats.largestGroup, units.length);
    const durationMs = performance.now() - startedMs;
    for (const { outcome, resolve, reject } of units) {
      if (outcome.kind === 'done') resolve(outcome.value);
      else reject(outcome.error);
    }
    this.#onCommit({ units: units.length, durationMs });
  }

  #rollBack(): void {
    this.#stats.rollbacks += 1;
    for (const participant of this.#participants) participant.rolledBack();
    try {
      // SQLite has rolled back by itself after some errors, e.g. a full disk.
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
    } catch {
      // The first error is the one to tell; if this one stays, the next BEGIN says so.
    }
  }
}

/** Whatever SQLite says, the same call may succeed later; other errors are for the caller as they are. */
function toCallerError(error: unknown): unknown {
  if (sqliteCode(error) === undefined) return error;
  return new AppError('unavailable', { detail: 'The store could not write.', cause: error });
}
