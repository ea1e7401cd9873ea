import { createMemoryPorts, createMemoryState } from '@sprk/adapter-memory';
import { emit } from '@sprk/adapter-memory/memory-state';
import { createFakeBackend } from '@sprk/adapter-remote/_fake-backend';
import type { RecommendationBatch } from '@sprk/contracts';
import {
  createHttpServer,
  createMetrics,
  createSignedClient,
  createSigner,
  newWebhookSecret,
  requireSignature,
  systemClock,
  uuidIds,
} from '@sprk/platform';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aMatchRequest, anActive, aRecipient, id, log, requestEvent, someWeights } from './_util.ts';
import type { MatcherConfig } from './config.ts';
import { type RunningMatcher, startMatcher } from './start-matcher.ts';

const secret = newWebhookSecret();
const signer = createSigner([secret]);

/** The fake backend behind real HTTP and real signatures. */
async function startBackend(port = 0) {
  const state = createMemoryState();
  const ports = createMemoryPorts({ clock: systemClock, state });
  const batches: RecommendationBatch[] = [];
  const backend = createFakeBackend({
    ports,
    clock: systemClock,
    async answer(batch) {
      batches.push(batch);
      return {
        results: batch.recommendations.map(({ oversupplyId }) => ({ oversupplyId, effect: 'offered' })),
      };
    },
  });
  const metrics = createMetrics({ serviceName: 'backend' });
  const app = createHttpServer({ log, metrics, name: 'internal', bodyLimitBytes: 1e7 });
  void app.register((scope, _options, done) => {
    requireSignature(scope, { verifier: signer, clock: systemClock });
    scope.post('/*', async ({ url, body }, reply) => {
      const gone = new AbortController();
      reply.raw.once('close', () => gone.abort());
      return (await backend.post(url, body, { signal: gone.signal })) ?? {};
    });
    scope.get('/*', async ({ url }) => await backend.get(url));
    done();
  });
  const url = await app.listen({ host: '127.0.0.1', port });
  const stop = async () => {
    await ports[Symbol.asyncDispose]();
    await app.close();
    await metrics.shutdown();
  };
  return { state, ports, batches, url, stop };
}

function client(baseUrl: string, by = signer) {
  return createSignedClient({ baseUrl, signer: by, timeoutMs: 5000, clock: systemClock, ids: uuidIds });
}
function ready(matcher: RunningMatcher, status = 200) {
  const check = async () => expect((await fetch(`${matcher.url}/readyz`)).status).toBe(status);
  return vi.waitFor(check, { timeout: 5000, interval: 20 });
}

let backend: Awaited<ReturnType<typeof startBackend>>;
let matcher: RunningMatcher;

async function start(overrides: Partial<MatcherConfig> = {}) {
  const config = { backendUrl: backend.url, internalSecrets: [secret], host: '127.0.0.1', port: 0 } as const;
  return await startMatcher({ ...config, logLevel: 'silent', ...overrides }, { log });
}
const soon = new Date(Date.now() + 6 * 3_600_000).toISOString();
const request = (n: number) =>
  requestEvent(n, aMatchRequest(n, { readyAt: new Date().toISOString(), collectBy: soon }));

beforeEach(async () => {
  backend = await startBackend();
  await backend.ports.recipients.create({ partner: aRecipient(1), events: [], audit: [] });
  matcher = await start();
});
afterEach(async () => {
  await matcher[Symbol.asyncDispose]();
  await backend.stop();
});

describe('startMatcher', () => {
  it('answers match requests over signed HTTP', async () => {
    await ready(matcher);

    emit(backend.state, [request(1)], Date.now());
    await vi.waitFor(() => expect(backend.batches).toHaveLength(1), { timeout: 5000 });

    expect(backend.batches[0]?.recommendations[0]?.candidates[0]?.recipientId).toBe(id('rec', 1));
    await vi.waitFor(async () =>
      expect(await backend.ports.queues.depth('match-requests')).toMatchObject({ ready: 0, leased: 0 }),
    );
  });

  it('takes signed weights and says what is wrong with others', async () => {
    await using trusted = client(matcher.url);
    const path = '/internal/v1/weights';
    const push = { active: anActive(7), weights: someWeights(7) };

    expect(await trusted.post(path, push)).toEqual({ effect: 'taken', generation: 7 });
    expect(await trusted.post(path, push)).toEqual({ effect: 'kept', generation: 7 });
    const older = trusted.post(path, { active: anActive(6), weights: someWeights(6) });

    await expect(older).rejects.toMatchObject({ code: 'validation_failed', retryable: false });
    await expect(older).rejects.toThrow('older than 7');
    const metrics = await (await fetch(`${matcher.url}/metrics`)).text();
    expect(metrics).toMatch(/sprk_matcher_weights_generation[^\n]* 7/);
    expect(metrics).toMatch(/sprk_matcher_weights_refused_total[^\n]* 1/);
  });

  it('refuses weights that are not signed by a service of ours', async () => {
    await using stranger = client(matcher.url, createSigner([newWebhookSecret()]));
    const push = { active: anActive(7), weights: someWeights(7) };

    const forged = stranger.post('/internal/v1/weights', push);
    await expect(forged).rejects.toMatchObject({ code: 'invalid_signature' });
    const bare = await fetch(`${matcher.url}/internal/v1/weights`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(push),
    });

    expect(bare.status).toBe(401);
    expect(await (await fetch(`${matcher.url}/metrics`)).text()).toMatch(/weights_generation[^\n]* -1/);
  });

  it('finds weights whose push it missed in the registry', async () => {
    await backend.ports.weights.publish(someWeights(0));
    await backend.ports.weights.activate({ active: anActive(0), events: [], audit: [] });

    await vi.waitFor(
      async () =>
        expect(await (await fetch(`${matcher.url}/metrics`)).text()).toMatch(/weights_generation[^\n]* 0/),
      { timeout: 5000, interval: 50 },
    );
  });

  it('listens without a backend, is not ready, and works when the backend comes', async () => {
    const { port } = new URL(backend.url);
    await backend.stop();
    const lonely = await start();

    await ready(lonely, 503);
    expect((await fetch(`${lonely.url}/livez`)).status).toBe(200);
    backend = await startBackend(Number(port));
    await backend.ports.recipients.create({ partner: aRecipient(1), events: [], audit: [] });
    emit(backend.state, [request(2)], Date.now());
    await vi.waitFor(() => expect(backend.batches).not.toHaveLength(0), { timeout: 5000 });

    await ready(lonely);
    await lonely[Symbol.asyncDispose]();
  });

  it('says so when its port is taken, and leaves nothing behind', async () => {
    const { port } = new URL(matcher.url);

    await expect(start({ port: Number(port) })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});
