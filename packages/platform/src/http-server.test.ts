import { connect } from 'node:net';
import { AppError } from '@sprk/core/shared/errors';
import { afterEach, describe, expect, it } from 'vitest';
import { aHttpServer } from './_util.ts';
import { currentTrace } from './trace.ts';

const date = {
  type: 'object',
  additionalProperties: false,
  required: ['type', 'on'],
  properties: { type: { enum: ['use_by', 'packed'] }, on: { type: 'string', format: 'date' } },
};
const body = {
  type: 'object',
  additionalProperties: false,
  required: ['product', 'massKg', 'date'],
  properties: {
    product: { type: 'string', minLength: 1, maxLength: 20 },
    massKg: { type: 'number', exclusiveMinimum: 0, maximum: 40_000 },
    date,
    allergens: { type: 'array', uniqueItems: true, items: { enum: ['milk', 'eggs'] } },
    note: { anyOf: [{ type: 'string', maxLength: 3 }, { type: 'null' }] },
    divisible: { type: 'boolean', default: true },
  },
};
const querystring = { type: 'object', properties: { limit: { type: 'integer', minimum: 1, maximum: 200 } } };

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

function aServer(options: Parameters<typeof aHttpServer>[0] = {}) {
  const made = aHttpServer(options);
  const { app } = made;
  closers.push(() => app.close());
  app.post('/lots/:id', { schema: { body, querystring } }, async (request) => ({
    body: request.body,
    query: request.query,
  }));
  app.get('/trace', async (request) => ({ ...currentTrace(), same: request.traceparent }));
  app.get('/app-error', async () => {
    throw new AppError('offer_no_longer_open', { detail: 'Kiezküche took it.', errors: [] });
  });
  app.get('/busy', async () => {
    throw new AppError('overloaded', { detail: 'queue at 10.0.0.3 is full', retryAfterSeconds: 2.4 });
  });
  app.get('/bug', async () => {
    throw new TypeError('cannot read password of undefined');
  });
  app.get('/library', async () => {
    throw Object.assign(new Error('teapot inside'), { statusCode: 418 });
  });
  return made;
}

const good = { product: 'Bread', massKg: 3, date: { type: 'packed', on: '2026-11-05' } };

async function post(payload: unknown, headers: Record<string, string> = {}, url = '/lots/1') {
  const { app } = aServer();
  const text = typeof payload === 'string' ? payload : JSON.stringify(payload);
  const reply = await app.inject({
    method: 'POST',
    url,
    payload: text,
    headers: { 'content-type': 'application/json', ...headers },
  });
  return { reply, problem: reply.json() };
}

describe('bodies and queries', () => {
  it('accepts a good body, fills declared defaults and converts the query only', async () => {
    const { reply } = await post(good, {}, '/lots/1?limit=5');

    expect(reply.statusCode).toBe(200);
    expect(reply.json()).toEqual({ body: { ...good, divisible: true }, query: { limit: 5 } });
  });

  it('names every bad field at once in plain words', async () => {
    const { reply, problem } = await post({
      massKg: '3',
      date: { type: 'sell_by', on: '2026-02-30', of: 1 },
      allergens: ['milk', 'fish'],
      masKg: 4,
      note: 'long',
    });

    expect(reply.statusCode).toBe(422);
    expect(reply.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(problem).toMatchObject({
      code: 'validation_failed',
      status: 422,
      detail: 'Please correct 8 fields.',
    });
    expect(
      problem.errors.toSorted((a: { path: string }, b: { path: string }) => (a.path < b.path ? -1 : 1)),
    ).toEqual([
      { path: 'allergens.1', message: 'must be one of: milk, eggs' },
      { path: 'date.of', message: 'is not a known field' },
      { path: 'date.on', message: 'must be a calendar date such as 2026-11-05' },
      { path: 'date.type', message: 'must be one of: use_by, packed' },
      { path: 'masKg', message: 'is not a known field: did you mean massKg?' },
      { path: 'massKg', message: 'must be a number, not a text' },
      { path: 'note', message: 'must have at most 3 characters' },
      { path: 'product', message: 'is missing' },
    ]);
  });

  it('names bad query values and says where they are', async () => {
    const { reply, problem } = await post(good, {}, '/lots/1?limit=0');

    expect(reply.statusCode).toBe(422);
    expect(problem).toMatchObject({
      detail: 'Please correct one field in the query.',
      errors: [{ path: 'limit', message: 'must be 1 or more' }],
    });
  });

  it('reports a union that no branch was meant for by its types', async () => {
    const { problem } = await post({ ...good, note: 7 });

    expect(problem.errors).toEqual([{ path: 'note', message: 'must be a text or null, not a number' }]);
  });

  it('does not answer a hostile body with a longer text', async () => {
    const many = Object.fromEntries(Array.from({ length: 3000 }, (_, index) => [`field${index}`, 1]));
    const { problem } = await post({ ...good, ...many });

    expect(problem.errors).toHaveLength(50);
  });

  it.each([
    ['malformed JSON', '{"a":', 'application/json', 400, 'malformed_json'],
    ['an empty JSON body', '', 'application/json', 400, 'malformed_json'],
    ['a prototype key', '{"__proto__": {"admin": true}}', 'application/json', 400, 'malformed_json'],
    ['another type', 'a,b', 'text/csv', 415, 'unsupported_media_type'],
    ['plain text', 'a', 'text/plain', 415, 'unsupported_media_type'],
    ['a body over the limit', `"${'x'.repeat(65_536)}"`, 'application/json', 413, 'payload_too_large'],
    ['null', 'null', 'application/json', 422, 'validation_failed'],
    ['a list', '[]', 'application/json', 422, 'validation_failed'],
  ])('refuses %s', async (_, payload, type, status, code) => {
    const { reply, problem } = await post(payload, { 'content-type': type });

    expect(reply.statusCode).toBe(status);
    expect(problem).toMatchObject({ code, status, requestId: reply.headers['x-request-id'] });
  });
});

describe('errors', () => {
  async function get(url: string) {
    const { app, lines } = aServer();
    const reply = await app.inject(url);
    return { reply, problem: reply.json(), lines };
  }

  it('answers an AppError by the table', async () => {
    const { reply, problem } = await get('/app-error');

    expect(reply.statusCode).toBe(409);
    expect(problem).toEqual({
      type: 'urn:sprk:problem:offer_no_longer_open',
      title: 'This offer is no longer open',
      status: 409,
      code: 'offer_no_longer_open',
      detail: 'Kiezküche took it.',
      requestId: reply.headers['x-request-id'],
      errors: [],
    });
  });

  it('says when to come back, and nothing about our inside', async () => {
    const { reply, problem } = await get('/busy');

    expect(reply.statusCode).toBe(503);
    expect(reply.headers['retry-after']).toBe('3');
    expect(problem).not.toHaveProperty('detail');
  });

  it('hides a bug from the caller and shows it in the log with the request id', async () => {
    const { reply, lines } = await get('/bug');

    expect(reply.statusCode).toBe(500);
    expect(reply.body).not.toMatch(/password|TypeError|\.ts/);
    const line = lines.find((text) => text.includes('request failed')) ?? '';
    expect(JSON.parse(line)).toMatchObject({ level: 'error', requestId: reply.headers['x-request-id'] });
    expect(line).toContain('cannot read password');
  });

  it('keeps the 4xx status class of libraries without their text', async () => {
    const { reply, problem } = await get('/library');

    expect(problem.code).toBe('bad_request');
    expect(reply.body).not.toContain('teapot');
  });

  it('answers unknown and broken addresses with a problem', async () => {
    expect((await get('/nothing')).problem).toMatchObject({ status: 404, code: 'not_found' });
    const broken = await get('/%zz');
    expect(broken.problem).toMatchObject({ status: 400, code: 'bad_request' });
    expect(broken.reply.headers['x-content-type-options']).toBe('nosniff');
  });
});

describe('every answer', () => {
  it('carries security headers and the request id, a valid one being kept', async () => {
    const { app } = aServer();
    const given = await app.inject({ url: '/trace', headers: { 'x-request-id': 'abc-1' } });
    const hostile = await app.inject({ url: '/trace', headers: { 'x-request-id': 'a b"<script>' } });

    expect(given.headers).toMatchObject({
      'x-request-id': 'abc-1',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    });
    expect(hostile.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('runs in the trace of the caller, also after the body was read', async () => {
    const { app } = aServer();
    app.post('/trace', async () => currentTrace());
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
    const headers = { traceparent, 'x-request-id': 'r1' };

    const trace = (await app.inject({ url: '/trace', headers })).json();
    const afterBody = (
      await app.inject({ url: '/trace', method: 'POST', payload: { a: 1 }, headers })
    ).json();

    for (const seen of [trace, afterBody]) {
      expect(seen.traceparent).toContain(traceparent.slice(0, 36));
      expect(seen.traceparent).not.toBe(traceparent);
      expect(seen.requestId).toBe('r1');
    }
    expect(trace.same).toBe(trace.traceparent);
  });

  it('is measured by route template and logged at debug level', async () => {
    const { app, metrics, lines } = aServer();
    await app.inject({ method: 'POST', url: '/lots/42', payload: good });
    await app.inject('/nowhere/1');
    await app.inject('/nowhere/2');

    const text = await metrics.render();
    expect(text).toMatch(
      /http_server_request_duration_seconds_count\{listener="public",route="\/lots\/:id",method="POST",status="2xx"\} 1/,
    );
    expect(text).toMatch(/_count\{listener="public",route="unmatched",method="GET",status="4xx"\} 2/);
    expect(text).not.toContain('nowhere');
    expect(lines.filter((line) => line.includes('request done'))).toHaveLength(3);
  });
});

describe('a socket', () => {
  async function exchange(port: number, bytes: string): Promise<string> {
    return await new Promise((resolve, reject) => {
      let text = '';
      const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
      socket.on('data', (chunk) => {
        text += chunk;
      });
      socket.on('close', () => resolve(text));
      socket.on('error', reject);
    });
  }

  it('gets a problem for bytes that are not HTTP and for headers that are too large', async () => {
    const { app } = aServer();
    await app.listen({ port: 0, host: '127.0.0.1' });
    const port = Number(new URL(app.listeningOrigin).port);

    const garbage = await exchange(port, 'GET /\u0001 nonsense\r\n\r\n');
    const large = await exchange(port, `GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`);

    expect(garbage).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
    expect(JSON.parse(garbage.split('\r\n\r\n')[1] ?? '')).toMatchObject({
      code: 'bad_request',
      status: 400,
    });
    expect(large).toMatch(/^HTTP\/1\.1 431 /);
  });

  it('is closed when the headers do not arrive in time', async () => {
    const { app } = aServer({ headersTimeoutMs: 100, requestTimeoutMs: 200 });
    await app.listen({ port: 0, host: '127.0.0.1' });

    const answer = await exchange(Number(new URL(app.listeningOrigin).port), 'GET / HTTP/1.1\r\nHost: a\r\n');

    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(answer).toContain('"code":"request_timeout"');
  });
});
