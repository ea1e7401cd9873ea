import { openStore, type RunningBackend, seedCity, startBackend } from '@sprk/backend';
import { createLogger, createMetrics, openSecrets, systemClock, uuidIds } from '@sprk/platform';
import { demoCity } from '@sprk/simulator';
import type { StandaloneConfig } from './config.ts';
import { superviseWorker } from './supervise-worker.ts';

export interface RunningStandalone extends AsyncDisposable {
  readonly url: string;
  readonly internalUrl: string;
  readonly matcherUrl: string;
  readonly cruncherUrl: string;
  readonly backend: RunningBackend;
}

const DEMO_SEED = 1;

/** The whole system in one process: backend and store here, matcher and cruncher in threads of their own. */
export async function startStandalone(config: StandaloneConfig): Promise<RunningStandalone> {
  const { dataDir, logLevel, internalHost } = config.backend;
  await using stack = new AsyncDisposableStack();
  const log = createLogger({ level: logLevel, name: 'sprk' });
  const metrics = createMetrics({ serviceName: 'sprk' });
  stack.defer(() => metrics.shutdown());
  const secrets = openSecrets(dataDir);
  const { ports } = stack.use(await openStore(dataDir, log, metrics));
  const parts = { ports, clock: systemClock, ids: uuidIds, log, metrics, secrets };
  const backend = stack.use(await startBackend(config.backend, parts));
  if (config.seed === 'demo') await seedCity(backend.deps, demoCity(DEMO_SEED));

  const shared = {
    backendUrl: backend.internalUrl,
    internalSecrets: secrets.internalWebhookSecrets,
    host: internalHost,
    logLevel,
  };
  const matcher = stack.use(
    await superviseWorker({
      name: 'matcher',
      log,
      script: new URL(import.meta.resolve('@sprk/matcher/worker')),
      config: { ...shared, port: config.matcherPort },
    }),
  );
  const cruncher = stack.use(
    await superviseWorker({
      name: 'cruncher',
      log,
      script: new URL(import.meta.resolve('@sprk/cruncher/worker')),
      config: { ...shared, port: config.cruncherPort, matcherUrls: [matcher.url] },
    }),
  );

  const owned = stack.move();
  return {
    url: backend.url,
    internalUrl: backend.internalUrl,
    matcherUrl: matcher.url,
    cruncherUrl: cruncher.url,
    backend,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}
