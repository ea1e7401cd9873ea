import { hash } from 'node:crypto';
import { createPublicApp } from '@sprk/backend';
import type { BackendDeps } from '@sprk/backend/deps';
import { createInternalApp } from '@sprk/backend/internal-app';
import type { LiveHub } from '@sprk/backend/live/live-hub';
import type { Clock, Ids, Ports } from '@sprk/core';
import {
  createDevIssuer,
  createMetrics,
  createSigner,
  createVerifier,
  type DevIssuer,
  type Logger,
  type Overload,
  type RateLimiter,
  type WebhookSigner,
} from '@sprk/platform';
import type { FastifyInstance, RouteOptions } from 'fastify';
import { currentPorts, delegate } from './current-ports.ts';
import { testSecrets } from './test-secrets.ts';

/** What differs from one test system to the next. */
export interface World {
  readonly ports: Ports;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Logger;
  readonly live: LiveHub;
  readonly rateLimiter: RateLimiter;
  readonly overload: Overload;
  readonly allowPrivateWebhooks: boolean;
}

/** The real applications, built once and lent to one world after the other: building them takes 200 ms. */
export interface BackendSlot {
  readonly deps: BackendDeps;
  readonly publicApp: FastifyInstance;
  readonly internalApp: FastifyInstance;
  readonly signer: WebhookSigner;
  readonly issuer: DevIssuer;
  readonly stopping: AbortController;
  /** Every public route, as the application announced it. */
  readonly routes: readonly RouteOptions[];
  world: World;
}

export const ISSUER = { issuer: 'sprk-test', audience: 'sprk' };
const free: BackendSlot[] = [];

export async function takeSlot(world: World): Promise<BackendSlot> {
  const slot = free.pop();
  if (!slot) return await buildSlot(world);
  slot.world = world;
  return slot;
}

export function giveSlot(slot: BackendSlot): void {
  free.push(slot);
}

async function buildSlot(world: World): Promise<BackendSlot> {
  const holder = { world };
  const now = () => holder.world;
  const clock: Clock = { now: () => now().clock.now() };
  const issuer = createDevIssuer({ signingKey: testSecrets.devSigningKey, ...ISSUER, clock });
  const deps: BackendDeps = {
    ports: currentPorts(() => now().ports),
    clock,
    ids: { next: (prefix) => now().ids.next(prefix) },
    sha256,
    log: delegate(() => now().log),
    metrics: createMetrics({ serviceName: 'test' }),
    // Each jump of the clock would otherwise be followed by a signature check per caller.
    verifier: createVerifier({ jwks: issuer.jwks(), ...ISSUER, clock, cacheSeconds: 14_400 }),
    devIssuer: issuer,
    rateLimiter: { take: (key, nowMs) => now().rateLimiter.take(key, nowMs) },
    live: delegate(() => now().live),
    partnerSecret: (id) => testSecrets.partnerSecret(id),
    get startedAt() {
      return new Date(clock.now()).toISOString();
    },
    get allowPrivateWebhooks() {
      return now().allowPrivateWebhooks;
    },
  };
  const stopping = new AbortController();
  const signer = createSigner(testSecrets.internalWebhookSecrets);
  const routes: RouteOptions[] = [];
  const publicApp = await createPublicApp(deps, stopping.signal, overloadOf(now, routes));
  const checks = [{ name: 'store', check: () => deps.ports.policy.current().then(() => undefined) }];
  const internalApp = createInternalApp(deps, signer, checks);
  await Promise.all([publicApp.ready(), internalApp.ready()]);
  const slot = { deps, publicApp, internalApp, signer, issuer, stopping, routes };
  return Object.defineProperty(slot, 'world', {
    get: () => holder.world,
    set: (next: World) => {
      holder.world = next;
    },
  }) as typeof slot & { world: World };
}

/** One hook for all worlds, asking the one in use. It is also the only one that sees the application before its routes. */
function overloadOf(now: () => World, routes: RouteOptions[]): Overload {
  return {
    isOverloaded: () => now().overload.isOverloaded(),
    inFlight: () => now().overload.inFlight(),
    protect(app) {
      app.addHook('onRoute', (route) => {
        routes.push(route);
      });
      const hooks: Parameters<FastifyInstance['addHook']>[1][] = [];
      let seen: Overload | undefined;
      app.addHook('onRequest', function onRequest(request, reply, done) {
        const { overload } = now();
        if (overload !== seen) {
          hooks.length = 0;
          overload.protect({ addHook: (_: string, hook: never) => hooks.push(hook) } as never);
          seen = overload;
        }
        const [hook] = hooks as unknown as ((...args: unknown[]) => void)[];
        if (hook) hook.call(this, request, reply, done);
        else done();
      });
    },
    [Symbol.dispose]: () => undefined,
  };
}

export function sha256(text: string): string {
  return hash('sha256', text, 'hex');
}
