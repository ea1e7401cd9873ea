import { createLogger, createMetrics, openSecrets, runService, systemClock, uuidIds } from '@sprk/platform';
import { backendConfig } from './config.ts';
import { openStore } from './open-store.ts';
import { startBackend } from './start-backend.ts';

const log = createLogger({ level: 'info', name: 'backend' });

await runService({
  name: 'backend',
  log,
  async start() {
    const config = backendConfig(process.env);
    log.level = config.logLevel;
    await using started = new AsyncDisposableStack();
    const metrics = createMetrics({ serviceName: 'backend' });
    started.defer(() => metrics.shutdown());
    const secrets = openSecrets(config.dataDir);
    const { ports } = started.use(await openStore(config.dataDir, log, metrics));
    const parts = { ports, clock: systemClock, ids: uuidIds, log, metrics, secrets };
    const backend = started.use(await startBackend(config, parts));
    process.stdout.write(`${backend.url}\n`);
    return started.move();
  },
});
