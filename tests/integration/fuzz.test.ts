import type { OversupplyView } from '@sprk/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type City, lotInput, recipientInput, startCity, supplierInput } from '../harness/index.ts';

const SEED = 20_260_302;
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ maxLength: 30 }),
  fc.constantFrom(
    '',
    '\u0000',
    '\ud800',
    '__proto__',
    'constructor',
    'x'.repeat(3000),
    '2016-12-31T23:59:60Z',
  ),
);
const number = fc.oneof(
  fc.double(),
  fc.integer(),
  fc.constantFrom(0, -0, 5e-324, 1e-9, 0.1 + 0.2, 1e308, Number.MAX_SAFE_INTEGER, 40_000, 40_000.0000001),
);
const time = fc
  .date({ min: new Date('0000-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true })
  .map((date) => date.toISOString());
const nearTime = fc
  .integer({ min: -1000, max: 1000 })
  .map((hours) => new Date(Date.UTC(2026, 2, 2, 8) + hours * 3_600_000).toISOString());
const anything = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  text,
  number,
  time,
  nearTime,
  fc.boolean(),
  fc.array(text, { maxLength: 4 }),
  fc.record({ type: fc.constantFrom('use_by', 'best_before', 'packed', 'x'), on: fc.oneof(text, nearTime) }),
);

/** A good body with some fields replaced by anything, left out, or added. */
function spoiled(good: () => object): fc.Arbitrary<() => object> {
  const names = Object.keys(good());
  const change = fc.tuple(fc.oneof(fc.constantFrom(...names), text), fc.option(anything, { nil: undefined }));
  return fc.array(change, { minLength: 0, maxLength: 4 }).map((changes) => () => {
    const entries = new Map<string, unknown>(Object.entries(good()));
    for (const [name, value] of changes) entries.set(name, value);
    return Object.fromEntries(entries);
  });
}

/** JSON or nearly. */
const garbage = fc.oneof(
  fc.json().map((json) => json.slice(0, 4000)),
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.json().map((json) => json.slice(0, Math.floor(json.length / 2))),
);

describe('whatever is sent', () => {
  it('registers lots that can be read again, or is refused with reasons: never a failure', async () => {
    await using city = await startCity([{}, {}], { store: 'memory' });
    const good = () => ({
      ...lotInput(city.system.clock.now(), { divisible: true, minPartKg: 1 }),
      notes: 'n',
    });
    let registered = 0;

    await fc.assert(
      fc.asyncProperty(spoiled(good), async (make) => {
        const before = city.system.store.state!.lots.size;
        const answer = await city.supplier.post<OversupplyView>('/v1/oversupplies', make());
        expect([201, 400, 413, 422]).toContain(answer.status);
        if (answer.status === 201) {
          registered += 1;
          expect((await city.supplier.lot(answer.body.id)).massKg).toBe(answer.body.massKg);
        } else {
          expect(city.system.store.state!.lots.size).toBe(before);
          if (answer.status === 422) checkReasons(answer.body);
        }
      }),
      { numRuns: 1500, seed: SEED },
    );
    await city.system.drain();
    expect(registered).toBeGreaterThan(50);
    expect((await city.system.ports.queues.depth('match-requests')).dead).toBe(0);
  });

  it('makes partners that can be read and matched with, or is refused with reasons', async () => {
    await using city = await startCity([]);
    const created: string[] = [];
    const cases = fc.oneof(
      spoiled(recipientInput).map((make) => ['/v1/recipients', make] as const),
      spoiled(supplierInput).map((make) => ['/v1/suppliers', make] as const),
    );

    await fc.assert(
      fc.asyncProperty(cases, async ([path, make]) => {
        const answer = await city.operator.post<{ id: string }>(path, make());
        expect([200, 201, 400, 413, 422]).toContain(answer.status);
        if (answer.status === 422) checkReasons(answer.body);
        if (answer.status === 201) created.push(`${path}/${answer.body.id}`);
      }),
      { numRuns: 800, seed: SEED },
    );
    for (const path of created) expect((await city.operator.get(path)).status).toBe(200);
    await city.supplier.register();
    await city.system.drain();
    expect((await city.system.ports.queues.depth('match-requests')).dead).toBe(0);
  });

  it.each(['memory', 'sqlite'] as const)('answers below 500 at every address, on %s', async (store) => {
    await using city = await startCity([{}], { store });
    const { id } = await city.supplier.register();
    await city.system.drain();
    const [offer] = await city.recipients[0]!.offers();
    const requests = await requestsTo(city, id, offer!.id);

    await fc.assert(
      fc.asyncProperty(requests, async ({ by, method, url, body, headers }) => {
        const client = { supplier: city.supplier, recipient: city.recipients[0]!, operator: city.operator }[
          by
        ];
        const { status } = await client.send(method, url, body, headers);
        expect({ method, url, status: status >= 500 ? status : 'below 500' }).toMatchObject({
          status: 'below 500',
        });
      }),
      { numRuns: store === 'memory' ? 1500 : 400, seed: SEED },
    );
    await city.system.drain();
  });
});

async function requestsTo(city: City, lotId: string, offerId: string) {
  const ids = fc.oneof(
    fc.constantFrom(lotId, offerId, city.supplier.id, city.recipients[0]!.id),
    text.map((one) => encodeURIComponent(one.toWellFormed()).slice(0, 150).replace(/%.?$/, '')),
  );
  const query = fc
    .dictionary(fc.constantFrom('limit', 'cursor', 'status', 'from', 'to', 'x'), text, { maxKeys: 3 })
    .map((entries) => {
      const params = new URLSearchParams();
      for (const [name, value] of Object.entries(entries)) params.set(name, value.toWellFormed());
      return `?${params}`;
    });
  const reads = fc.tuple(
    fc.constantFrom(
      'oversupplies',
      'offers',
      'suppliers',
      'recipients',
      'weights',
      'audit',
      'dead-letters',
      'impact',
    ),
    fc.oneof(
      query,
      ids.map((id) => `/${id}`),
      ids.map((id) => `/${id}/webhook-secret`),
    ),
  );
  const writes = fc.tuple(
    fc.constantFrom('withdraw', 'handover', 'override', 'accept', 'decline', 'activate', 'redrive'),
    ids,
    fc.oneof(
      fc.record(
        {
          massKg: fc.oneof(number, anything),
          temperatureC: number,
          reason: fc.oneof(text, fc.constantFrom('other', 'closed')),
          note: text,
          recipientId: fc.oneof(text, ids),
        },
        { requiredKeys: [] },
      ),
      garbage,
      fc.jsonValue(),
    ),
  );
  const folder: Record<string, string | undefined> = {
    accept: 'offers',
    decline: 'offers',
    activate: 'weights',
    redrive: 'dead-letters',
  };
  const headers = fc.dictionary(
    fc.constantFrom('idempotency-key', 'traceparent', 'x-request-id', 'accept', 'content-type'),
    fc.string({ maxLength: 40 }).filter((value) => /^[\x20-\x7e]*$/.test(value)),
    { maxKeys: 2 },
  );
  return fc
    .record({
      by: fc.constantFrom('supplier' as const, 'recipient' as const, 'operator' as const),
      headers,
      request: fc.oneof(
        reads.map(([name, rest]) => ({ method: 'GET', url: `/v1/${name}${rest}`, body: undefined })),
        writes.map(([verb, id, body]) => ({
          method: 'POST',
          url: `/v1/${folder[verb] ?? 'oversupplies'}/${id}/${verb}`,
          body: body ?? 'null',
        })),
        fc
          .tuple(fc.constantFrom('/v1/policy', '/v1/suppliers', '/dev/token'), garbage)
          .map(([url, body]) => ({
            method: url === '/v1/policy' ? 'PUT' : 'POST',
            url,
            body,
          })),
      ),
    })
    .map(({ request, ...rest }) => ({ ...request, ...rest }));
}

function checkReasons({ errors = [] }: { errors?: { path: string; message: string }[] }): void {
  expect(errors.length).toBeGreaterThan(0);
  for (const { path, message } of errors) {
    expect(typeof path).toBe('string');
    expect(message.length).toBeGreaterThan(5);
  }
}
