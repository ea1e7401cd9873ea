import {
  createLogger,
  createMetrics,
  type Logger,
  type Metrics,
  openSecrets,
  runService,
  systemClock,
  uuidIds,
} from '@sprk/platform';
import { type BackendConfig, backendConfig } from './config.ts';
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
    const { ports, secrets } = started.use(await openHost(config, log, metrics));
    const parts = { ports, clock: systemClock, ids: uuidIds, log, metrics, secrets };
    const backend = started.use(await startBackend(config, parts));
    process.stdout.write(`${backend.url}\n`);
    return started.move();
  },
});

/** State and secrets, where the settings say they are. */
async function openHost({ store, dataDir }: BackendConfig, log: Logger, metrics: Metrics) {
  if (store.kind === 'aws') {
    // The SDK is loaded only where it is used: it takes longer to load than everything else.
    const { openAwsStore } = await import('./open-aws-store.ts');
    return await openAwsStore(store, log);
  }
  const secrets = openSecrets(dataDir);
  const embedded = await openStore(dataDir, log, metrics);
  return { ...embedded, secrets, [Symbol.asyncDispose]: () => embedded[Symbol.asyncDispose]() };
}
