import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AppError } from '@sprk/core/shared/errors';
import { afterEach, describe, expect, it } from 'vitest';
import { aHttpServer } from './_util.ts';
import { requireSignature } from './require-signature.ts';
import { createSignedClient } from './signed-client.ts';
import { currentTraceparent, withTrace } from './trace.ts';
import { newWebhookSecret } from './webhook-secret.ts';
import { createSigner } from './webhook-signature.ts';

const closers: (() => PromiseLike<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

const signer = createSigner([newWebhookSecret()]);
const clock = { now: () => Date.UTC(2026, 10, 5) };
const schema = { body: { type: 'object', required: ['n'], properties: { n: { type: 'integer' } } } };

async function aPair({ clientSigner = signer, clientClock = clock } = {}) {
  const { app } = aHttpServer({ name: 'internal' });
  let handled = 0;
  void app.register((scope, _options, done) => {
    requireSignature(scope, { verifier: signer, clock });
    scope.post('/internal/echo', { schema }, async (request) => {
      handled += 1;
      return { body: request.body, id: request.webhookId, traceparent: currentTraceparent() };
    });
    scope.get('/internal/page', async (request) => ({ id: request.webhookId }));
    scope.post('/internal/conflict', async () => {
      throw new AppError('stale_version', { detail: 'newer weights are active' });
    });
    scope.post('/internal/busy', async () => {
      throw new AppError('overloaded', { retryAfterSeconds: 7 });
    });
    done();
  });
  app.post('/open', async (request) => request.body);
  await app.listen({ port: 0, host: '127.0.0.1' });
  const client = aClient(app.listeningOrigin, clientSigner, clientClock);
  closers.push(
    () => client[Symbol.asyncDispose](),
    () => app.close(),
  );
  return { app, client, handled: () => handled };
}

function aClient(origin: string, clientSigner = signer, clientClock = clock, timeoutMs = 2000) {
  const numbers = [1, 2, 3, 4, 5, 6, 7, 8, 9].values();
  const ids = { next: (prefix: string) => `${prefix}_${numbers.next().value}` };
  return createSignedClient({
    baseUrl: `${origin}/internal/`,
    signer: clientSigner,
    timeoutMs,
    clock: clientClock,
    ids,
  });
}

describe('a signed call', () => {
  it('reaches the handler with its body, id and trace', async () => {
    const { client } = await aPair();
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

    const answer = await withTrace(traceparent, () => client.post('/echo', { n: 1, text: 'Käse' }));

    expect(answer).toMatchObject({ body: { n: 1, text: 'Käse' }, id: 'evt_1' });
    expect(answer).toHaveProperty('traceparent', expect.stringContaining(traceparent.slice(0, 35)));
    expect(await client.get('/page')).toEqual({ id: 'evt_2' });
  });

  it('keeps the id that a retry gives, and may come twice', async () => {
    const { client, handled } = await aPair();

    for (const _ of [1, 2]) {
      expect(await client.post('/echo', { n: 1 }, { webhookId: 'evt_same' })).toMatchObject({
        id: 'evt_same',
      });
    }
    expect(handled()).toBe(2);
  });

  it('is refused before its body is parsed or validated when the signature is wrong', async () => {
    const foreign = await aPair({ clientSigner: createSigner([newWebhookSecret()]) });
    const late = await aPair({ clientClock: { now: () => clock.now() - 301_000 } });
    const unsigned = await foreign.app.inject({
      method: 'POST',
      url: '/internal/echo',
      payload: '{"n":',
      headers: { 'content-type': 'application/json' },
    });

    await expect(foreign.client.post('/echo', {})).rejects.toMatchObject({
      code: 'invalid_signature',
      retryable: false,
    });
    await expect(foreign.client.get('/page')).rejects.toMatchObject({ code: 'invalid_signature' });
    await expect(late.client.post('/echo', { n: 1 })).rejects.toMatchObject({ code: 'invalid_signature' });
    expect(unsigned.json()).toMatchObject({
      code: 'invalid_signature',
      detail: 'The signature was refused: missing_header.',
    });
    expect(foreign.handled() + late.handled()).toBe(0);
  });

  it('is validated like any other once the signature is right', async () => {
    const { client, app } = await aPair();
    const body = '{"n":';
    const headers = signer.sign({ id: 'evt_1', timestampSeconds: clock.now() / 1000, body });

    await expect(client.post('/echo', { n: 'x' })).rejects.toMatchObject({ code: 'validation_failed' });
    const broken = await app.inject({
      method: 'POST',
      url: '/internal/echo',
      payload: body,
      headers: { ...headers, 'content-type': 'application/json' },
    });
    expect(broken.json()).toMatchObject({ code: 'malformed_json' });
  });

  it('leaves routes outside of the scope alone', async () => {
    const { app } = await aPair();

    expect((await app.inject({ method: 'POST', url: '/open', payload: { a: 1 } })).json()).toEqual({ a: 1 });
  });
});

describe('a failed call', () => {
  it('carries the code of the other side, and the wait when it is busy', async () => {
    const { client } = await aPair();

    await expect(client.post('/conflict', {})).rejects.toMatchObject({
      code: 'stale_version',
      retryable: false,
    });
    await expect(client.post('/busy', {})).rejects.toMatchObject({
      code: 'unavailable',
      retryable: true,
      retryAfterSeconds: 7,
    });
  });

  it('is retryable when nobody answers, answers too late, or answers nonsense', async () => {
    const server = createServer((request, reply) => {
      if (request.url === '/internal/html') reply.end('<html>');
      if (request.url === '/internal/teapot') reply.writeHead(418).end('<html>');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const client = aClient(origin, signer, clock, 100);

    await expect(client.post('/silent', {})).rejects.toMatchObject({
      code: 'upstream_failed',
      retryable: true,
    });
    await expect(client.post('/html', {})).rejects.toMatchObject({ code: 'upstream_failed' });
    await expect(client.post('/teapot', {})).rejects.toMatchObject({
      code: 'upstream_refused',
      retryable: false,
    });
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await expect(client.post('/gone', {})).rejects.toMatchObject({
      code: 'upstream_failed',
      retryable: true,
    });
    await client[Symbol.asyncDispose]();
  });
});
