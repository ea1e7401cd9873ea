import { join } from 'node:path';
import { openSqlitePorts, type SqlitePorts, startMaintenance } from '@sprk/adapter-sqlite';
import { type Logger, type Metrics, systemClock } from '@sprk/platform';

export interface OpenStore extends AsyncDisposable {
  readonly ports: SqlitePorts;
}

const UPKEEP_MS = 60_000;

/** Opens the embedded store of a data folder, with its upkeep and its figures. @throws StoreError, one line */
export async function openStore(dataDir: string, log: Logger, metrics: Metrics): Promise<OpenStore> {
  const groupSize = metrics.histogram('sprk.store.group.size', {
    help: 'Units of work that share one commit',
    buckets: [1, 2, 4, 8, 16, 32, 64, 128, 256, 512],
  });
  const commitTime = metrics.histogram('sprk.store.commit', {
    help: 'Time of one durable commit',
    unit: 'seconds',
  });
  const ports = await openSqlitePorts({
    file: join(dataDir, 'sprk.db'),
    clock: systemClock,
    metrics: {
      committed({ units, durationMs }) {
        groupSize.record(units);
        commitTime.record(durationMs / 1000);
      },
    },
  });
  metrics.gauge(
    'sprk.store.wal',
    { help: 'Size of the write-ahead log', unit: 'bytes' },
    () => ports.stats().walBytes,
  );
  const upkeep = new AbortController();
  const done = startMaintenance(ports, {
    everyMs: UPKEEP_MS,
    signal: upkeep.signal,
    onError: (error) => log.error({ err: error }, 'upkeep failed'),
  });
  return {
    ports,
    async [Symbol.asyncDispose]() {
      upkeep.abort();
      await done;
      await ports[Symbol.asyncDispose]();
    },
  };
}
