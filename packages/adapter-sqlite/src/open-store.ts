import { Cascades } from './cascades.ts';
import { Claims } from './claims.ts';
import { Counters } from './counters.ts';
import { GroupCommit } from './group-commit.ts';
import { holdLock } from './lock-file.ts';
import { type Database, makeDirectory, markClean, openDatabase } from './open-database.ts';
import { Outbox } from './outbox.ts';
import { QueueState } from './queue-state.ts';
import { RETENTION, type Retention } from './retention.ts';
import { Sequence } from './sequence.ts';
import { Signal } from './signal.ts';
import type { ClockWithTimers, Store } from './store.ts';
import { ensureStoreId } from './store-id.ts';
import { SupplierLots } from './supplier-lots.ts';
import { timersOf } from './timers.ts';

export interface StoreOptions {
  /** Path of the data file; `-wal`, `-shm` and `.lock` stand beside it. Its directory is made when missing. */
  readonly file: string;
  /** A virtual clock also drives leases and long polls; a plain one uses timers of the process. */
  readonly clock: ClockWithTimers;
  /** Told of every commit: how many units it carried and how long it took. */
  readonly metrics?: {
    committed(group: { readonly units: number; readonly durationMs: number }): void;
  };
  readonly retention?: Partial<Retention>;
  /** Entries of an index that lag behind, see LateIndex. (Default: 8192) */
  readonly lateBatch?: number;
}

export interface OpenedStore extends Disposable {
  readonly store: Store;
}

/** Opens the file and what its ports share; disposing it commits what is under way and closes the file. */
export function openStore(options: StoreOptions): OpenedStore {
  const { file } = options;
  makeDirectory(file);
  const lock = holdLock(file);
  let database: Database;
  try {
    database = openDatabase(file);
  } catch (error) {
    lock[Symbol.dispose]();
    throw error;
  }
  const closing = new AbortController();
  const store = assemble(database, options, closing.signal);
  return {
    store,
    [Symbol.dispose]() {
      if (closing.signal.aborted) return;
      closing.abort();
      try {
        store.group.close();
        markClean(database.writer);
      } finally {
        database.reader.close();
        database.writer.close();
        lock[Symbol.dispose]();
      }
    },
  };
}

function assemble({ writer, reader }: Database, options: StoreOptions, closing: AbortSignal): Store {
  const { clock, metrics, lateBatch } = options;
  ensureStoreId(writer);
  const queued = new Signal();
  const appended = new Signal();
  const group = new GroupCommit(writer, (done) => metrics?.committed(done));
  const sequence = new Sequence(writer);
  const counters = new Counters(writer);
  const queueState = new QueueState(writer, queued);
  const outbox = new Outbox({ writer, clock, sequence, counters, queueState, appended });
  const claims = new Claims(writer, reader, lateBatch);
  const supplierLots = new SupplierLots(writer, lateBatch);
  for (const participant of [claims, supplierLots, outbox, queueState, counters, sequence])
    group.join(participant);
  return {
    file: options.file,
    writer,
    reader,
    clock,
    timers: timersOf(clock),
    group,
    sequence,
    counters,
    queueState,
    outbox,
    claims,
    supplierLots,
    cascades: new Cascades(),
    retention: { ...RETENTION, ...options.retention },
    queued,
    appended,
    closing,
  };
}
