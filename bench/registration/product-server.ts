import { BACKEND_ENV, openStore, seedCity, startBackend, toBackendConfig } from '@sprk/backend';
import { createLogger, createMetrics, openSecrets, readEnv, systemClock, uuidIds } from '@sprk/platform';
import { demoCity } from '@sprk/simulator';

/** The product's backend alone, with everything a request meets: sign-in, rate limit, metrics, log, durable store. */
const config = toBackendConfig(readEnv(BACKEND_ENV, process.env), { devLogin: true });
const log = createLogger({ level: 'warn', name: 'backend' });
const metrics = createMetrics({ serviceName: 'backend' });
const store = await openStore(config.dataDir, log, metrics);
const { ports } = store;
const secrets = openSecrets(config.dataDir);
const backend = await startBackend(config, {
  ports,
  clock: systemClock,
  ids: uuidIds,
  log,
  metrics,
  secrets,
});
await seedCity(backend.deps, demoCity(1));
process.stdout.write(`${new URL(backend.url).port}\n`);
process.once('SIGTERM', async () => {
  await backend[Symbol.asyncDispose]();
  await store[Symbol.asyncDispose]();
  await metrics.shutdown();
});
