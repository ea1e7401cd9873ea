import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, LookupFunction } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWebhookSender } from './webhook-sender.ts';

let requests = 0;
const seen: { headers: IncomingMessage['headers']; body: string }[] = [];
const server = createServer((request, reply) => void answer(request, reply));
const sender = createWebhookSender({ allowPrivate: true });
let origin = '';

async function answer(request: IncomingMessage, reply: ServerResponse) {
  requests += 1;
  const status = Number(request.url?.slice(1));
  if (request.url === '/silent') return;
  if (request.url === '/reset') return request.socket.destroy();
  if (request.url === '/flood') {
    reply.writeHead(200);
    const flood = () => {
      while (!reply.destroyed && reply.write('x'.repeat(65_536)));
    };
    reply.on('drain', flood);
    return flood();
  }
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  seen.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
  reply.writeHead(status, { location: `${origin}/200`, 'retry-after': '30' }).end('thanks');
}

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await sender[Symbol.asyncDispose]();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

function post(path: string, timeoutMs = 2000) {
  return sender.post({
    url: `${origin}${path}`,
    headers: { 'webhook-id': 'evt_1' },
    body: '{"a":1}',
    timeoutMs,
  });
}

describe('createWebhookSender', () => {
  it('delivers body and headers', async () => {
    expect(await post('/204')).toEqual({ kind: 'delivered', status: 204 });
    expect(seen.at(-1)).toMatchObject({ headers: { 'webhook-id': 'evt_1' }, body: '{"a":1}' });
  });

  it.each([
    [200, { kind: 'delivered', status: 200 }],
    [301, { kind: 'permanent', status: 301 }],
    [307, { kind: 'permanent', status: 307 }],
    [400, { kind: 'permanent', status: 400 }],
    [404, { kind: 'permanent', status: 404 }],
    [410, { kind: 'gone', status: 410 }],
    [408, { kind: 'retryable', status: 408 }],
    [429, { kind: 'retryable', status: 429, retryAfterSeconds: 30 }],
    [500, { kind: 'retryable', status: 500 }],
    [503, { kind: 'retryable', status: 503, retryAfterSeconds: 30 }],
  ])('takes %i for what it is and follows no redirect', async (status, delivery) => {
    const before = requests;

    expect(await post(`/${status}`)).toMatchObject(delivery);
    expect(requests).toBe(before + 1);
  });

  it('retries later when the partner is silent, breaks off, or is not there', async () => {
    expect(await post('/silent', 50)).toEqual({
      kind: 'retryable',
      reason: 'The partner did not answer in time',
    });
    expect(await post('/reset')).toMatchObject({ kind: 'retryable' });
    const nobody = { url: 'http://127.0.0.1:1/', headers: {}, body: '', timeoutMs: 500 };
    expect(await sender.post(nobody)).toMatchObject({ kind: 'retryable' });
  });

  it('does not read an endless answer', async () => {
    expect(await post('/flood')).toMatchObject({ kind: 'delivered', status: 200 });
  });

  it('refuses what is not a usable address without a request', async () => {
    await using strict = createWebhookSender({ allowPrivate: false });
    const before = requests;
    const port = new URL(origin).port;

    for (const url of [
      `https://127.0.0.1:${port}/200`,
      `https://[::ffff:7f00:1]:${port}/`,
      `${origin}/200`,
      'nonsense',
      'https://0x7f.1/',
    ]) {
      expect(await strict.post({ url, headers: {}, body: '', timeoutMs: 500 })).toMatchObject({
        kind: 'permanent',
      });
    }
    expect(requests).toBe(before);
  });

  it.each([
    ['a private address', ['127.0.0.1']],
    ['a public and a private address', ['8.8.8.8', '10.0.0.1']],
    ['a mapped address', ['::ffff:127.0.0.1']],
    ['the metadata address', ['169.254.169.254']],
    ['no address', []],
  ])('refuses a name that resolves to %s at the time of the connection', async (_, addresses) => {
    let lookups = 0;
    const lookup: LookupFunction = (_host, _options, callback) => {
      lookups += 1;
      callback(
        null,
        addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      );
    };
    await using strict = createWebhookSender({ allowPrivate: false, lookup });

    expect(await strict.post({ url: 'https://partner.org/', headers: {}, body: '', timeoutMs: 500 })).toEqual(
      {
        kind: 'permanent',
        reason: 'The address is not one of the public Internet',
      },
    );
    expect(lookups).toBe(1);
  });

  it('takes a name that does not resolve for a passing trouble', async () => {
    const lookup: LookupFunction = (_host, _options, callback) => {
      callback(Object.assign(new Error('no'), { code: 'ENOTFOUND' }), []);
    };
    await using strict = createWebhookSender({ allowPrivate: false, lookup });

    expect(await strict.post({ url: 'https://partner.org/', headers: {}, body: '', timeoutMs: 500 })).toEqual(
      {
        kind: 'retryable',
        reason: 'No connection (ENOTFOUND)',
      },
    );
  });
});
