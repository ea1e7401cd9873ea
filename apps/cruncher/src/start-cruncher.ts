import { hash } from 'node:crypto';
import { createRemotePorts, sleep as hostSleep, type Sleep } from '@sprk/adapter-remote';
import { type Clock, type Ids, type Random, windowLogLoss } from '@sprk/core';
import {
  createHttpServer,
  createLogger,
  createMetrics,
  createSignedClient,
  createSigner,
  type Logger,
  registerHealth,
  systemClock,
  uuidIds,
} from '@sprk/platform';
import type { CruncherConfig } from './config.ts';
import { createCruncherLoop } from './cruncher-loop.ts';
import { createCruncherMetrics } from './cruncher-metrics.ts';
import type { ConnectCruncher } from './cruncher-ports.ts';

export interface CruncherDeps {
  readonly log: Logger;
  readonly clock: Clock;
  readonly random: Random;
  readonly sleep: Sleep;
  readonly ids: Pick<Ids, 'next'>;
  /** What it works on, given the way to the backend. */
  readonly connect: ConnectCruncher;
}
export interface RunningCruncher extends AsyncDisposable {
  /** Where it listens. */
  readonly url: string;
}

const STORE_TIMEOUT_MS = 15_000;
const PUSH_TIMEOUT_MS = 5000;
/** Without a word from the queue for this long the cruncher is not ready. */
const SILENCE_MS = 20_000;

/** Starts a cruncher. It listens at once, and learns as soon as the backend can be reached. */
export async function startCruncher(
  config: CruncherConfig,
  overrides: Partial<CruncherDeps> = {},
): Promise<RunningCruncher> {
  const deps = { ...hostDeps(config), ...overrides };
  const { log, clock, ids } = deps;
  const metrics = createMetrics({ serviceName: 'cruncher' });
  const signer = createSigner(config.internalSecrets);
  const connect = (baseUrl: string, timeoutMs: number) =>
    createSignedClient({ baseUrl, signer, timeoutMs, clock, ids });
  const store = connect(config.backendUrl, STORE_TIMEOUT_MS);
  const matchers = config.matcherUrls.map((url) => ({ url, client: connect(url, PUSH_TIMEOUT_MS) }));
  const counters = createCruncherMetrics(metrics, {
    position: () => crunching.state?.learner.position ?? 0,
    labelled: () => crunching.state?.learner.labelled ?? 0,
    logLoss: () =>
      windowLogLoss(crunching.state?.learner.window ?? [], ({ challenger }) => challenger) ?? Number.NaN,
  });
  const crunching = createCruncherLoop({
    ...deps.connect(store),
    ...deps,
    matchers,
    sha256: (text) => hash('sha256', text, 'hex'),
    metrics: counters,
  });
  const app = createHttpServer({ log, metrics, name: 'internal' });
  registerHealth(app, {
    metrics,
    checks: [
      { name: 'learner', check: () => (crunching.state ? undefined : 'the log has not been replayed yet') },
      {
        name: 'queue',
        check: () =>
          clock.now() - (crunching.polledAt ?? -Infinity) > SILENCE_MS
            ? 'no answer from the queue'
            : undefined,
      },
    ],
  });

  async function stop(): Promise<void> {
    await crunching.drain();
    await app.close();
    for (const client of [store, ...matchers.map((matcher) => matcher.client)]) {
      await client[Symbol.asyncDispose]();
    }
    await metrics.shutdown();
  }
  try {
    const url = await app.listen({ host: config.host, port: config.port });
    log.info({ url, backendUrl: config.backendUrl }, 'cruncher started');
    return { url, [Symbol.asyncDispose]: stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function hostDeps(config: CruncherConfig): CruncherDeps {
  return {
    log: createLogger({ level: config.logLevel, name: 'cruncher' }),
    clock: systemClock,
    random: { next: Math.random },
    sleep: hostSleep,
    ids: uuidIds,
    connect: createRemotePorts,
  };
}
