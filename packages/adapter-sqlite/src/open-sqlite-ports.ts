import type { Clock, Ports } from '@sprk/core';
import { backupInWorker } from './backup-in-worker.ts';
import { Claims } from './claims.ts';
import { Counters } from './counters.ts';
import { createSqliteDirectoryFeed } from './directory-feed.ts';
import { createSqliteEventLog } from './event-log.ts';
import { GroupCommit } from './group-commit.ts';
import { holdLock } from './lock-file.ts';
import { createSqliteLotStore } from './lot-store.ts';
import { Maintenance } from './maintenance.ts';
import { makeDirectory, markClean, openDatabase } from './open-database.ts';
import {
  createSqliteAuditLog,
  createSqliteImpactLedger,
  createSqlitePolicyStore,
} from './operator-stores.ts';
import { Outbox } from './outbox.ts';
import { createSqliteOutcomeLog } from './outcome-log.ts';
import { createSqlitePartnerStore } from './partner-store.ts';
import { QueueState } from './queue-state.ts';
import { createSqliteQueues } from './queues.ts';
import { createSqliteRecipientLedger } from './recipient-ledger.ts';
import { RETENTION, type Retention } from './retention.ts';
import { Sequence } from './sequence.ts';
import { Signal } from './signal.ts';
import { readStats, type StoreStats } from './stats.ts';
import type { Store } from './store.ts';
import { ensureStoreId } from './store-id.ts';
import { SupplierLots } from './supplier-lots.ts';
import { type Timers, timersOf } from './timers.ts';
import { createSqliteWeightRegistry } from './weight-registry.ts';

export interface SqlitePortsOptions {
  /** Path of the data file; `-wal`, `-shm` and `.lock` stand beside it. Its directory is made when missing. */
  readonly file: string;
  /** A virtual clock also drives leases and long polls; a plain one uses timers of the process. */
  readonly clock: Clock & Partial<Timers>;
  /** Told of every commit: how many units it carried and how long it took. */
  readonly metrics?: {
    committed(group: { readonly units: number; readonly durationMs: number }): void;
  };
  readonly retention?: Partial<Retention>;
}

export type SqlitePorts = Ports &
  AsyncDisposable & {
    /**
     * Copies the store to a new file while it runs, see backupFile.
     * @throws StoreError exists, damaged, not_writable
     */
    backup(out: string): Promise<void>;
    /** Removes or archives a small batch of what is past its retention; returns how many rows, 0 for nothing to do. */
    maintain(): Promise<number>;
    stats(): StoreStats;
  };

/**
 * Opens the data file, makes or migrates its schema, and gives all ports on it. Dispose it to close the file: what is
 * under way is committed, later writes reject as `not_ready`.
 * @throws StoreError in_use, damaged, not_a_database, foreign_database, newer_schema, not_writable, sqlite_too_old
 */
export async function openSqlitePorts(options: SqlitePortsOptions): Promise<SqlitePorts> {
  const { file, clock, metrics } = options;
  const { writer, reader, lock } = openLocked(file);
  const closing = new AbortController();
  const queued = new Signal();
  const appended = new Signal();
  ensureStoreId(writer);
  const group = new GroupCommit(writer, (done) => metrics?.committed(done));
  const sequence = new Sequence(writer);
  const counters = new Counters(writer);
  const queueState = new QueueState(writer, queued);
  const outbox = new Outbox({ writer, clock, sequence, counters, queueState, appended });
  const claims = new Claims(writer, reader);
  const supplierLots = new SupplierLots(writer);
  for (const participant of [sequence, counters, queueState, outbox, claims, supplierLots]) {
    group.join(participant);
  }
  const store: Store = {
    writer,
    reader,
    clock,
    timers: timersOf(clock),
    group,
    sequence,
    outbox,
    claims,
    supplierLots,
    retention: { ...RETENTION, ...options.retention },
    queued,
    appended,
    closing: closing.signal,
  };
  const maintenance = new Maintenance(store, counters);

  return {
    lots: createSqliteLotStore(store, counters),
    suppliers: createSqlitePartnerStore('supplier', store),
    recipients: createSqlitePartnerStore('recipient', store),
    ledger: createSqliteRecipientLedger(store),
    directory: createSqliteDirectoryFeed(store),
    queues: createSqliteQueues(store, queueState),
    events: createSqliteEventLog(store),
    weights: createSqliteWeightRegistry(store),
    outcomes: createSqliteOutcomeLog(store),
    policy: createSqlitePolicyStore(store),
    audit: createSqliteAuditLog(store),
    impact: createSqliteImpactLedger(store),
    backup: (out) => backupInWorker({ file, out }),
    maintain: () => maintenance.run(),
    stats: () => readStats(store, file),
    async [Symbol.asyncDispose]() {
      if (closing.signal.aborted) return;
      closing.abort();
      group.close();
      markClean(writer);
      reader.close();
      writer.close();
      lock[Symbol.dispose]();
    },
  };
}

function openLocked(file: string) {
  makeDirectory(file);
  const lock = holdLock(file);
  try {
    return { ...openDatabase(file), lock };
  } catch (error) {
    lock[Symbol.dispose]();
    throw error;
  }
}
