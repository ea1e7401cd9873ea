import { hash } from 'node:crypto';
import { createLoop, createRemotePorts, sleep as hostSleep, type Sleep } from '@sprk/adapter-remote';
import { type Clock, type Ids, type Random, recommend } from '@sprk/core';
import {
  createLogger,
  createMetrics,
  createSignedClient,
  createSigner,
  type Logger,
  systemClock,
  uuidIds,
} from '@sprk/platform';
import type { MatcherConfig } from './config.ts';
import { createDirectoryMirror } from './directory-mirror.ts';
import { createDirectorySync } from './directory-sync.ts';
import { createMatchLoop } from './match-loop.ts';
import { createMatcherMetrics } from './matcher-metrics.ts';
import type { ConnectMatcher } from './matcher-ports.ts';
import { createMatcherServer } from './matcher-server.ts';
import { createWeightsHolder } from './weights-holder.ts';

export interface MatcherDeps {
  readonly log: Logger;
  readonly clock: Clock;
  readonly random: Random;
  readonly sleep: Sleep;
  readonly ids: Pick<Ids, 'next'>;
  /** What it works on, given the way to the backend. */
  readonly connect: ConnectMatcher;
}
export interface RunningMatcher extends AsyncDisposable {
  /** Where it listens. */
  readonly url: string;
}

/** Longer than the longest poll. */
const CALL_TIMEOUT_MS = 15_000;
const IDLE_SYNC_MS = 1000;
/** Without a word from the backend for this long the matcher is not ready. */
const SILENCE_MS = 20_000;

/** Starts a matcher. It listens at once, and answers as soon as the backend can be reached. */
export async function startMatcher(
  config: MatcherConfig,
  overrides: Partial<MatcherDeps> = {},
): Promise<RunningMatcher> {
  const deps = { ...hostDeps(config), ...overrides };
  const { log, clock, random, sleep } = deps;
  const metrics = createMetrics({ serviceName: 'matcher' });
  const signer = createSigner(config.internalSecrets);
  const client = createSignedClient({
    baseUrl: config.backendUrl,
    signer,
    timeoutMs: CALL_TIMEOUT_MS,
    clock,
    ids: deps.ids,
  });
  const ports = deps.connect(client);
  const mirror = createDirectoryMirror({ clock });
  const weights = createWeightsHolder({
    find: ports.weights.find,
    sha256: (text) => hash('sha256', text, 'hex'),
    log,
    onRefused: () => counters.refusedWeights.add(1),
  });
  const sync = createDirectorySync({
    directory: ports.directory,
    mirror,
    clock,
    onActiveWeights: weights.follow,
  });
  const ageMs = () => (sync.syncedAt === undefined ? Infinity : clock.now() - sync.syncedAt);
  const counters = createMatcherMetrics(metrics, {
    directoryAgeSeconds: () => Math.min(ageMs() / 1000, 1e6),
    generation: () => weights.generation,
    recipients: () => mirror.size.recipients,
  });
  const matching = createMatchLoop({
    ...ports,
    ...deps,
    recommend,
    mirror,
    sync,
    weights,
    metrics: counters,
  });
  const checks = [
    { name: 'directory', check: () => (ageMs() > SILENCE_MS ? 'no directory from the backend' : undefined) },
    {
      name: 'queue',
      check: () =>
        clock.now() - (matching.polledAt ?? -Infinity) > SILENCE_MS ? 'no answer from the queue' : undefined,
    },
  ];
  const app = createMatcherServer({ log, metrics, verifier: signer, clock, weights, checks });
  const onFailure = (error: unknown) => log.debug({ err: error }, 'directory could not be read');
  const idling = createLoop({ random, sleep, onFailure }, async (signal) => {
    await sleep(IDLE_SYNC_MS, signal);
    if (!signal.aborted && ageMs() >= IDLE_SYNC_MS) await sync.refresh(clock.now());
  });

  async function stop(): Promise<void> {
    await Promise.all([matching.drain(), idling.stop()]);
    await app.close();
    await client[Symbol.asyncDispose]();
    await metrics.shutdown();
  }
  try {
    const url = await app.listen({ host: config.host, port: config.port });
    log.info({ url, backendUrl: config.backendUrl }, 'matcher started');
    return { url, [Symbol.asyncDispose]: stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function hostDeps(config: MatcherConfig): MatcherDeps {
  return {
    log: createLogger({ level: config.logLevel, name: 'matcher' }),
    clock: systemClock,
    random: { next: Math.random },
    sleep: hostSleep,
    ids: uuidIds,
    connect: createRemotePorts,
  };
}
