import { createMemoryPorts, createMemoryState } from '@sprk/adapter-memory';
import { emit } from '@sprk/adapter-memory/memory-state';
import { createFakeBackend } from '@sprk/adapter-remote/_fake-backend';
import type { WeightsPush } from '@sprk/contracts';
import { initialWeights, weightsProblems } from '@sprk/core';
import {
  createHttpServer,
  createMetrics,
  createSigner,
  newWebhookSecret,
  requireSignature,
  systemClock,
} from '@sprk/platform';
import type { FastifyInstance } from 'fastify';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { anActive, log, outcomeEvent, sha256 } from './_util.ts';
import { startCruncher } from './start-cruncher.ts';

const secret = newWebhookSecret();
const metrics = createMetrics({ serviceName: 'test' });
const opened: AsyncDisposable[] = [];

afterEach(async () => {
  for (const one of opened.splice(0).reverse()) await one[Symbol.asyncDispose]();
});

/** A listener that lets only signed requests in, as backend and matchers have it. */
async function serve(routes: (scope: FastifyInstance) => void, trusted = secret): Promise<string> {
  const app = createHttpServer({ log, metrics, name: 'internal', bodyLimitBytes: 1e7 });
  const verifier = createSigner([trusted]);
  void app.register((scope, _options, done) => {
    requireSignature(scope, { verifier, clock: systemClock });
    routes(scope);
    done();
  });
  opened.push({ [Symbol.asyncDispose]: () => app.close() });
  return await app.listen({ host: '127.0.0.1', port: 0 });
}

async function startStore() {
  const state = createMemoryState();
  const ports = createMemoryPorts({ clock: systemClock, state });
  const weights = initialWeights(sha256);
  await ports.weights.publish(weights);
  await ports.weights.activate({ active: anActive(weights.version), events: [], audit: [] });
  const backend = createFakeBackend({ ports, clock: systemClock });
  const url = await serve((scope) => {
    scope.post('/*', async (request) => (await backend.post(request.url, request.body)) ?? {});
  });
  opened.push(ports);
  return { state, ports, url };
}

function config(backendUrl: string, matcherUrls: readonly string[]) {
  const rest = { host: '127.0.0.1', port: 0, logLevel: 'silent' } as const;
  return { backendUrl, matcherUrls, internalSecrets: [secret], ...rest };
}

describe('startCruncher', () => {
  it('learns over signed HTTP and pushes signed weights to every matcher that listens', async () => {
    const store = await startStore();
    const pushes: WeightsPush[] = [];
    const matcher = await serve((scope) => {
      scope.post('/internal/v1/weights', async ({ body }) => {
        pushes.push(body as WeightsPush);
        return { effect: 'taken', generation: 1 };
      });
    });
    const stranger = await serve(() => {}, newWebhookSecret());
    const cruncher = await startCruncher(config(store.url, [matcher, stranger, 'http://127.0.0.1:1']), {
      log,
    });
    opened.push(cruncher);

    emit(
      store.state,
      Array.from({ length: 12 }, (_, n) => outcomeEvent(n)),
      Date.now(),
    );
    await vi.waitFor(() => expect(pushes.at(-1)?.weights.sequence).toBe(1), { timeout: 8000 });

    const push = pushes.at(-1);
    expect(push?.active).toMatchObject({ version: push?.weights.version, generation: 1 });
    expect(push && weightsProblems(push.weights, sha256)).toEqual([]);
    expect((await fetch(`${cruncher.url}/readyz`)).status).toBe(200);
    const text = await (await fetch(`${cruncher.url}/metrics`)).text();
    expect(text).toMatch(/sprk_cruncher_outcomes_learned_total[^\n]* 12/);
    expect(text).toMatch(/sprk_cruncher_log_loss[^\n]* 0\.\d+/);
  }, 15_000);

  it('listens without a backend and is not ready', async () => {
    const cruncher = await startCruncher(config('http://127.0.0.1:1', []), { log });
    opened.push(cruncher);

    expect((await fetch(`${cruncher.url}/livez`)).status).toBe(200);
    const answer = await fetch(`${cruncher.url}/readyz`);
    expect(answer.status).toBe(503);
    expect(await answer.text()).toContain('has not been replayed');
  });

  it('says so when its port is taken', async () => {
    const cruncher = await startCruncher(config('http://127.0.0.1:1', []), { log });
    opened.push(cruncher);
    const taken = { ...config('http://127.0.0.1:1', []), port: Number(new URL(cruncher.url).port) };

    await expect(startCruncher(taken, { log })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});
