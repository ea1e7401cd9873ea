import { hash } from 'node:crypto';
import { type Clock, type Ids, initialWeights, type Ports } from '@sprk/core';
import {
  createDevIssuer,
  createOverload,
  createRateLimiter,
  createSigner,
  createVerifier,
  createWebhookSender,
  type Logger,
  type Metrics,
  type Secrets,
} from '@sprk/platform';
import type { BackendConfig } from './config.ts';
import type { BackendDeps } from './deps.ts';
import { createInternalApp } from './internal-app.ts';
import { startLiveHub } from './live/live-hub.ts';
import { runFiguresLoop } from './loops/figures-loop.ts';
import { runNotificationLoop } from './loops/notification-loop.ts';
import { runWakeLoop } from './loops/wake-loop.ts';
import { createPublicApp } from './public-app.ts';
import { readJwks } from './read-jwks.ts';
import { createWebhookNotifier } from './webhook-notifier.ts';
import { activateWeights } from './weights/activate-weights.ts';

export interface BackendParts {
  readonly ports: Ports;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly secrets: Secrets;
}
export interface RunningBackend extends AsyncDisposable {
  readonly url: string;
  readonly internalUrl: string;
  readonly deps: BackendDeps;
}

/** Starts the backend over given ports: both listeners and the loops. Disposing drains and stops; ports stay open. */
export async function startBackend(config: BackendConfig, parts: BackendParts): Promise<RunningBackend> {
  await using started = new AsyncDisposableStack();
  const stopping = new AbortController();
  const overload = started.use(createOverload({ maxInFlight: 4000 }));
  const sender = started.use(createWebhookSender({ allowPrivate: config.allowPrivateWebhooks }));
  const live = await startLiveHub(parts.ports.events, parts.log, stopping.signal);
  started.defer(async () => {
    stopping.abort();
    await live[Symbol.asyncDispose]();
  });
  const deps = backendDeps(config, parts, live);
  await ensureWeights(deps);

  // Stopped in the opposite order: intake first, the internal listener after the loops, because matcher and
  // cruncher finish their work over it.
  const checks = [{ name: 'store', check: () => parts.ports.policy.current() }];
  const signer = createSigner(parts.secrets.internalWebhookSecrets);
  const internalApp = createInternalApp(deps, signer, checks);
  started.defer(() => internalApp.close());
  const internalUrl = await internalApp.listen({ host: config.internalHost, port: config.internalPort });
  const publicApp = await createPublicApp(deps, stopping.signal, overload);
  started.defer(() => publicApp.close());
  const url = await publicApp.listen({ host: config.host, port: config.port });
  const notifier = createWebhookNotifier({ ...deps, sender });
  const loops = [
    runWakeLoop(deps, stopping.signal),
    runNotificationLoop({ ...deps, notifier }, stopping.signal),
    runFiguresLoop(deps, stopping.signal),
  ];
  started.defer(async () => {
    stopping.abort();
    await Promise.all(loops);
  });

  const owned = started.move();
  return { url, internalUrl, deps, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}

function backendDeps(config: BackendConfig, parts: BackendParts, live: BackendDeps['live']): BackendDeps {
  const { issuer, audience } = config.auth;
  const { clock, secrets } = parts;
  const signingKey = config.devLogin ? secrets.devSigningKey : undefined;
  const devIssuer = signingKey && createDevIssuer({ signingKey, issuer, audience, clock });
  const jwks = devIssuer?.jwks() ?? readJwks(config.auth);
  return {
    ...parts,
    live,
    devIssuer,
    sha256: (text) => hash('sha256', text, 'hex'),
    verifier: createVerifier({ jwks, issuer, audience, clock }),
    rateLimiter: createRateLimiter({
      perSecond: config.rateLimitPerMinute / 60,
      burst: config.rateLimitPerMinute,
    }),
    partnerSecret: (id) => secrets.partnerSecret(id),
    startedAt: new Date(clock.now()).toISOString(),
    allowPrivateWebhooks: config.allowPrivateWebhooks,
  };
}

/** A fresh store starts with the priors as its first weights, so that there is always something to roll back to. */
async function ensureWeights(deps: BackendDeps): Promise<void> {
  if (await deps.ports.weights.active()) return;
  const weights = initialWeights(deps.sha256);
  await deps.ports.weights.publish(weights);
  await activateWeights(deps, {
    version: weights.version,
    by: 'system',
    reason: 'first start',
    audit: [],
    generation: 0,
  });
}
