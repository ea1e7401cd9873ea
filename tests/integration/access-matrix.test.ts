import { createPublicApp } from '@sprk/backend';
import type { OversupplyView } from '@sprk/contracts';
import { createDevIssuer, createSigner } from '@sprk/platform';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Client,
  ISSUER,
  type OperatorClient,
  type RecipientClient,
  type SupplierClient,
  startTestSystem,
  type TestSystem,
  testSecrets,
} from '../harness/index.ts';
import {
  DEVELOPMENT,
  MALFORMED,
  OPEN,
  PREFIX,
  policyInput,
  type Role,
  type Subject,
  TABLE,
  UUID,
} from './_access-table.ts';

interface World {
  readonly system: TestSystem;
  readonly operator: OperatorClient;
  readonly supplier: SupplierClient;
  readonly recipient: RecipientClient;
  readonly otherSupplier: SupplierClient;
  readonly otherRecipient: RecipientClient;
  now(): number;
}
let world: World;

beforeAll(async () => {
  const system = await startTestSystem();
  const operator = system.asOperator();
  const supplier = system.asSupplier((await operator.addSupplier()).id);
  const otherSupplier = system.asSupplier((await operator.addSupplier()).id);
  const large = { capacityKg: 40_000 };
  const recipient = system.asRecipient(
    (await operator.addRecipient({ ...large, categories: ['bakery'] })).id,
  );
  const otherRecipient = system.asRecipient(
    (await operator.addRecipient({ ...large, categories: ['produce'] })).id,
  );
  await operator.put('/v1/policy', policyInput(0));
  const now = () => system.clock.now();
  world = { system, operator, supplier, recipient, otherSupplier, otherRecipient, now };
});
afterAll(async () => {
  await world.system[Symbol.asyncDispose]();
});

describe('the table of access', () => {
  it('names every route of the public application', () => {
    const known = [...Object.keys(TABLE), ...OPEN, ...DEVELOPMENT];
    expect([...new Set(announcedRoutes())].sort()).toEqual(known.sort());
  });

  it('is what the interface description says', async () => {
    const { body } = await world.system.asNobody().get<{ paths: Record<string, object> }>('/openapi.json');
    const described = Object.entries(body.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
    );
    expect(described.sort()).toEqual([...Object.keys(TABLE), 'POST /dev/token'].sort());
  });

  it('leaves out the development login where it is off', async () => {
    const deps = { ...world.system.slot.deps, devIssuer: undefined };
    const app = await createPublicApp(deps, new AbortController().signal);
    const answers = await Promise.all([
      app.inject({ method: 'POST', url: '/dev/token', payload: { role: 'operator' } }),
      app.inject({ method: 'GET', url: '/status' }),
    ]);
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([404, 404]);
    await app.close();
  });

  it.each(OPEN)('lets everybody in at %s', async (route) => {
    const { method, url } = split(route);
    expect((await world.system.asNobody().send(method, url)).status).toBe(url === '/docs' ? 301 : 200);
  });
});

describe.each(Object.entries(TABLE))('%s', (route, entry) => {
  const { method, url } = split(route);

  it('refuses callers without a valid token', async () => {
    for (const authorization of [
      undefined,
      'Bearer x.y.z',
      'Basic YTpi',
      await expired(),
      await tampered(),
    ]) {
      const headers = authorization === undefined ? {} : { authorization };
      const answer = await call(world.system.asNobody(), at(url, await idOf('own', 'supplier')), headers);
      expect(answer).toMatchObject({ status: 401, body: { code: 'unauthenticated' } });
      expect(answer.headers['www-authenticate']).toBe('Bearer');
    }
  });

  for (const role of ['supplier', 'recipient', 'operator'] as const) {
    const status = entry.may[role];
    if (status === undefined) {
      it(`refuses a ${role}, whatever the id`, async () => {
        const ids = [await idOf('own', role), await idOf('foreign', role), unknownId(), ...MALFORMED];
        const answers = await Promise.all(ids.map((id) => call(clientOf(role), at(url, id))));
        for (const answer of answers)
          expect(answer).toMatchObject({ status: 403, body: { code: 'forbidden' } });
      });
      continue;
    }
    if (route !== 'GET /v1/events') {
      it(`answers ${status} to a ${role} for its own`, async () => {
        const answer = await call(clientOf(role), at(url, await idOf('own', role)));
        expect({ status: answer.status, body: answer.body }).toMatchObject({ status });
      });
    }
    if (!entry.subject) continue;
    it(`cannot be told apart by a ${role}: foreign, unknown and malformed ids`, async () => {
      const foreign = role === 'operator' ? [] : [await idOf('foreign', role)];
      const ids = [...foreign, unknownId(), ...MALFORMED];
      const answers = await Promise.all(ids.map((id) => call(clientOf(role), at(url, id))));
      for (const answer of answers) {
        expect(answer.status).toBe(404);
        expect(withoutRequestId(answer)).toEqual(withoutRequestId(answers[0]!));
      }
    });
  }

  async function call(client: Client, address: string, headers: Record<string, string> = {}) {
    const type = entry.contentType === undefined ? {} : { 'content-type': entry.contentType };
    return await client.send(method, address, entry.body?.(world.now()), { ...type, ...headers });
  }
  function unknownId(): string {
    return `${PREFIX[entry.subject ?? 'lot']}_${UUID}`;
  }
  async function idOf(whose: 'own' | 'foreign', role: Role): Promise<string> {
    return entry.subject ? encodeURIComponent(await subjectOf(entry.subject, whose, role)) : '';
  }
});

describe('internal routes', () => {
  it('refuse what is unsigned, wrongly signed, stale, early, replayed on another body or tampered with', async () => {
    const { internalApp, signer } = world.system.slot;
    const routes = internalRoutes();
    expect(routes.length).toBeGreaterThanOrEqual(13);
    const seconds = Math.floor(world.now() / 1000);
    const body = '{}';
    const signed = signer.sign({ id: 'm1', timestampSeconds: seconds, body });
    const stranger = createSigner([`whsec_${Buffer.alloc(32, 7).toString('base64')}`]);
    const forged: Record<string, Record<string, string>> = {
      unsigned: {},
      anotherSecret: { ...stranger.sign({ id: 'm1', timestampSeconds: seconds, body }) },
      stale: { ...signer.sign({ id: 'm1', timestampSeconds: seconds - 301, body }) },
      early: { ...signer.sign({ id: 'm1', timestampSeconds: seconds + 301, body }) },
      otherBody: { ...signer.sign({ id: 'm1', timestampSeconds: seconds, body: '{ }' }) },
      otherId: { ...signed, 'webhook-id': 'm2' },
      otherTime: { ...signed, 'webhook-timestamp': String(seconds + 1) },
      otherVersion: { ...signed, 'webhook-signature': signed['webhook-signature'].replace('v1,', 'v2,') },
      bearer: { authorization: (await world.operator.authorization())! },
    };
    const before = await snapshot();

    for (const { method, url } of routes) {
      for (const [name, headers] of Object.entries(forged)) {
        const answer = await internalApp.inject({
          method: method as 'GET',
          url,
          headers: { ...headers, ...(method === 'POST' && { 'content-type': 'application/json' }) },
          ...(method === 'POST' && { payload: body }),
        });
        const code = method === 'HEAD' ? undefined : answer.json().code;
        expect([method, url, name, answer.statusCode, code]).toEqual([
          method,
          url,
          name,
          401,
          method === 'HEAD' ? undefined : 'invalid_signature',
        ]);
      }
    }
    expect(await snapshot()).toEqual(before);
  });

  it('cannot be reached on the public listener', async () => {
    for (const { method, url } of internalRoutes()) {
      expect((await world.operator.send(method, url, method === 'POST' ? {} : undefined)).status).toBe(404);
    }
  });
});

describe('a refused call', () => {
  it('changes nothing of what it was aimed at', async () => {
    const lot = await subjectOf('lot', 'own', 'supplier');
    const before = await world.system.ports.lots.find(lot);
    const changes = Object.keys(TABLE).filter(
      (route) => !route.startsWith('GET') && route.includes('/oversupplies/'),
    );

    for (const route of changes) {
      const { method, url } = split(route);
      const clients = [world.otherSupplier, world.otherRecipient, world.system.asNobody()];
      for (const client of clients)
        await client.send(method, at(url, lot), TABLE[route]!.body?.(world.now()));
    }

    expect(await world.system.ports.lots.find(lot)).toEqual(before);
  });
});

function announcedRoutes(): string[] {
  return world.system.slot.routes
    .flatMap(({ method, url }) => [method].flat().map((one) => `${one} ${url.replace('::', ':')}`))
    .filter((route) => !route.startsWith('HEAD '));
}

/** Fastify lists no routes of an app that was built elsewhere, but prints them. */
function internalRoutes(): { method: string; url: string }[] {
  const lines = world.system.slot.internalApp.printRoutes({ commonPrefix: false }).split('\n');
  return lines.flatMap((line) => {
    const [, url, methods] = /(\/internal\/\S+) \(([^)]+)\)/.exec(line) ?? [];
    return url && methods ? methods.split(', ').map((method) => ({ method, url })) : [];
  });
}

function split(route: string): { method: string; url: string } {
  const [method = '', url = ''] = route.split(' ');
  return { method, url };
}

function at(url: string, id: string): string {
  return url.replace(/:(id|version)/, id);
}

function clientOf(role: Role): Client {
  return { supplier: world.supplier, recipient: world.recipient, operator: world.operator }[role];
}

/** Something fresh of that kind, that belongs to the caller or to somebody else. */
async function subjectOf(subject: Subject, whose: 'own' | 'foreign', role: Role): Promise<string> {
  const isOwn = whose === 'own';
  switch (subject) {
    case 'lot':
      return (await offeredLot(isOwn)).id;
    case 'offer':
      return (await offeredLot(isOwn)).offers[0]!.id;
    case 'accepted': {
      const { id, offers } = await offeredLot(isOwn);
      await (isOwn ? world.recipient : world.otherRecipient).accept(offers[0]!.id);
      return id;
    }
    case 'supplier':
      return (isOwn ? world.supplier : world.otherSupplier).id;
    case 'recipient':
      return (isOwn ? world.recipient : world.otherRecipient).id;
    case 'weights':
      return 'wts_00000000-0000-7000-8000-000000000000';
    case 'deadLetter':
      return role === 'operator' ? await deadLetter() : 'notifications.x';
  }
}

async function offeredLot(isOwn: boolean): Promise<OversupplyView> {
  const supplier = isOwn ? world.supplier : world.otherSupplier;
  const { id } = await supplier.register({ category: isOwn ? 'bakery' : 'produce', massKg: 5 });
  await world.system.drain();
  return await supplier.lot(id);
}

async function deadLetter(): Promise<string> {
  await world.supplier.register();
  const { queues } = world.system.ports;
  const [message] = await queues.receive('match-requests', { max: 1, leaseSeconds: 30, waitMs: 0 });
  await queues.deadLetter('match-requests', message!.receipt, 'test');
  return (await queues.listDeadLetters({ limit: 1 })).items[0]!.id;
}

async function expired(): Promise<string> {
  const clock = { now: () => world.now() - 9 * 3_600_000 };
  const issuer = createDevIssuer({ signingKey: testSecrets.devSigningKey, ...ISSUER, clock });
  return `Bearer ${await issuer.issue({ role: 'operator' })}`;
}

async function tampered(): Promise<string> {
  const token = await world.system.slot.issuer.issue({ role: 'operator' });
  const [head, payload, signature] = token.split('.');
  const claims = JSON.parse(Buffer.from(payload!, 'base64url').toString());
  const longer = Buffer.from(JSON.stringify({ ...claims, exp: claims.exp + 1 })).toString('base64url');
  return `Bearer ${head}.${longer}.${signature}`;
}

function withoutRequestId(answer: Awaited<ReturnType<Client['get']>>) {
  const { 'x-request-id': _, date: __, ...headers } = answer.headers;
  const body: unknown = answer.body;
  if (typeof body !== 'object' || body === null) return { ...answer, headers };
  return { ...answer, headers, body: { ...body, requestId: '' } };
}

async function snapshot() {
  const { lots, queues, weights, outcomes } = world.system.ports;
  return {
    counts: await lots.counts(),
    depth: await queues.depth('match-requests'),
    active: await weights.active(),
    outcomes: await outcomes.read(0, 1000),
  };
}
