import type { Ports } from '@sprk/core';
import { backupInWorker } from './backup-in-worker.ts';
import { createSqliteDirectoryFeed } from './directory-feed.ts';
import { createSqliteEventLog } from './event-log.ts';
import { createSqliteLotStore } from './lot-store.ts';
import { Maintenance } from './maintenance.ts';
import { openStore, type StoreOptions } from './open-store.ts';
import {
  createSqliteAuditLog,
  createSqliteImpactLedger,
  createSqlitePolicyStore,
} from './operator-stores.ts';
import { createSqliteOutcomeLog } from './outcome-log.ts';
import { createSqlitePartnerStore } from './partner-store.ts';
import { createSqliteQueues } from './queues.ts';
import { createSqliteRecipientLedger } from './recipient-ledger.ts';
import { readStats, type StoreStats } from './stats.ts';
import type { Store } from './store.ts';
import { createSqliteWeightRegistry } from './weight-registry.ts';

export type SqlitePortsOptions = Omit<StoreOptions, 'lateBatch'>;

export type SqlitePorts = Ports &
  AsyncDisposable & {
    /**
     * Copies the store to a new file while it runs, see backupFile.
     * @throws StoreError exists, damaged, not_writable
     */
    backup(out: string): Promise<void>;
    /** Removes or archives a small batch of what is past its retention; gives how many rows, 0 for nothing to do. */
    maintain(): Promise<number>;
    stats(): StoreStats;
  };

/**
 * Opens the data file, makes or migrates its schema, and gives all ports on it. Dispose it to close the file: what is
 * under way is committed, later writes reject as `not_ready`.
 * @throws StoreError in_use, damaged, not_a_database, foreign_database, newer_schema, not_writable, sqlite_too_old
 */
export async function openSqlitePorts(options: SqlitePortsOptions): Promise<SqlitePorts> {
  const opened = openStore(options);
  return {
    ...portsOn(opened.store),
    async [Symbol.asyncDispose]() {
      opened[Symbol.dispose]();
    },
  };
}

/** All ports on an open store. */
export function portsOn(store: Store): Omit<SqlitePorts, typeof Symbol.asyncDispose> {
  const maintenance = new Maintenance(store);
  return {
    lots: createSqliteLotStore(store),
    suppliers: createSqlitePartnerStore('supplier', store),
    recipients: createSqlitePartnerStore('recipient', store),
    ledger: createSqliteRecipientLedger(store),
    directory: createSqliteDirectoryFeed(store),
    queues: createSqliteQueues(store),
    events: createSqliteEventLog(store),
    weights: createSqliteWeightRegistry(store),
    outcomes: createSqliteOutcomeLog(store),
    policy: createSqlitePolicyStore(store),
    audit: createSqliteAuditLog(store),
    impact: createSqliteImpactLedger(store),
    backup: (out) => backupInWorker({ file: store.file, out }),
    maintain: () => maintenance.run(),
    stats: () => readStats(store),
  };
}
