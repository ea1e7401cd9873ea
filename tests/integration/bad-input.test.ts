import {
  AcceptInput,
  ActivateInput,
  DeclineInput,
  HandoverInput,
  OverrideInput,
  OversupplyInput,
  type OversupplyView,
  PolicyPreviewInput,
  PolicyUpdate,
  RecipientInput,
  RecipientPatch,
  SupplierInput,
  SupplierPatch,
  WithdrawInput,
} from '@sprk/contracts';
import { DEFAULT_POLICY } from '@sprk/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type City,
  type Client,
  expecting,
  type FieldSchema,
  join,
  keepLogLines,
  lotInput,
  recipientInput,
  startCity,
  supplierInput,
  wrongValues,
} from '../harness/index.ts';

interface BodyCase {
  readonly route: string;
  readonly schema: unknown;
  readonly good: () => Record<string, unknown>;
  readonly by: 'supplier' | 'recipient' | 'operator';
}

let city: City;
let lot: OversupplyView;
const { log, lines } = keepLogLines('debug');

beforeAll(async () => {
  city = await startCity([{}], { log });
  lot = await city.supplier.register();
  await city.system.drain();
  lot = await city.supplier.lot(lot.id);
});
afterAll(async () => {
  await city[Symbol.asyncDispose]();
});

const lotBody = () => ({
  ...lotInput(city.system.clock.now(), { divisible: true, minPartKg: 2 }),
  gtin: '4006381333931',
  reason: 'Too much',
  notes: 'Back door',
});
const partnerBody = () => ({
  address: 'Main Street 1',
  openingHours: 'Mo-Fr 09:00-17:00',
  language: 'de' as const,
  webhookUrl: 'http://127.0.0.1:9/hook',
  email: 'a@example.org',
  active: true,
  externalId: 'bad:1',
});
const recipientBody = () => ({
  ...recipientInput(),
  ...partnerBody(),
  refusedAllergens: ['nuts'],
  acceptsBestBeforePassed: false,
  maxDistanceKm: 5,
  needIndex: 1,
  responseMinutes: 20,
  quietHours: 'Mo-Su 22:00-24:00',
  closures: [{ from: '2026-04-01', to: '2026-04-02' }],
  verified: true,
});
const policyBody = () => {
  const { changedAt: _, changedBy: __, ...policy } = DEFAULT_POLICY;
  return { ...policy };
};
const CASES: readonly BodyCase[] = [
  { route: 'POST /v1/oversupplies', schema: OversupplyInput, good: lotBody, by: 'supplier' },
  {
    route: 'POST /v1/suppliers',
    schema: SupplierInput,
    good: () => ({ ...supplierInput(), ...partnerBody() }),
    by: 'operator',
  },
  { route: 'POST /v1/recipients', schema: RecipientInput, good: recipientBody, by: 'operator' },
  { route: 'PATCH /v1/suppliers/SUPPLIER', schema: SupplierPatch, good: () => ({}), by: 'operator' },
  { route: 'PATCH /v1/recipients/RECIPIENT', schema: RecipientPatch, good: () => ({}), by: 'operator' },
  { route: 'POST /v1/offers/OFFER/accept', schema: AcceptInput, good: () => ({}), by: 'recipient' },
  {
    route: 'POST /v1/offers/OFFER/decline',
    schema: DeclineInput,
    good: () => ({ reason: 'other' }),
    by: 'recipient',
  },
  {
    route: 'POST /v1/oversupplies/LOT/withdraw',
    schema: WithdrawInput,
    good: () => ({ reason: 'x' }),
    by: 'supplier',
  },
  {
    route: 'POST /v1/oversupplies/LOT/handover',
    schema: HandoverInput,
    good: () => ({ massKg: 5 }),
    by: 'supplier',
  },
  {
    route: 'POST /v1/oversupplies/LOT/override',
    schema: OverrideInput,
    good: () => ({ recipientId: 'rec', reason: 'x' }),
    by: 'operator',
  },
  { route: 'PUT /v1/policy', schema: PolicyUpdate, good: policyBody, by: 'operator' },
  { route: 'POST /v1/policy/preview', schema: PolicyPreviewInput, good: () => ({}), by: 'operator' },
  {
    route: 'POST /v1/weights/wts_00000000-0000-7000-8000-000000000000/activate',
    schema: ActivateInput,
    good: () => ({}),
    by: 'operator',
  },
];

describe.each(CASES)('$route', ({ route, schema, good, by }) => {
  const fields = Object.entries((schema as { properties: Record<string, FieldSchema> }).properties);
  const required = (schema as { required?: string[] }).required ?? [];

  it('names the one field that is wrong, and stores nothing', async () => {
    const before = stored();
    for (const [name, field] of fields) {
      for (const { value, paths } of wrongValues(field)) {
        const answer = await send({ ...good(), [name]: value });
        expect({ name, value, ...refusal(answer) }).toEqual({
          name,
          value,
          status: 422,
          code: 'validation_failed',
          paths: paths.map((path) => join(name, path)).sort(byText),
        });
      }
    }
    expect(stored()).toEqual(before);
  });

  it('names every field that is wrong or missing at once', async () => {
    const before = stored();
    const allWrong = Object.fromEntries(fields.map(([name, field]) => [name, wrongValues(field)[1]!.value]));

    const wrong = await send(allWrong);
    const missing = await send({});
    const unknown = await send({ ...good(), surprise: 1, __proto__: undefined });

    expect(refusal(wrong).paths).toEqual(fields.map(([name]) => name).sort(byText));
    if (required.length > 0) expect(refusal(missing).paths).toEqual([...required].sort(byText));
    expect(refusal(unknown)).toMatchObject({ status: 422, paths: ['surprise'] });
    // `null` stands for no body where none is needed.
    for (const body of [[], 5, 'text', true, ...(required.length > 0 ? [null] : [])]) {
      expect(refusal(await send(body))).toMatchObject({ status: 422, paths: ['body'] });
    }
    // An empty change is a change: it may be audited.
    if (required.length > 0) expect(stored()).toEqual(before);
  });

  async function send(body: unknown) {
    const [method = '', url = ''] = route
      .replace('SUPPLIER', city.supplier.id)
      .replace('RECIPIENT', city.recipients[0]!.id)
      .replace('OFFER', lot.offers[0]!.id)
      .replace('LOT', lot.id)
      .split(' ');
    return await clientOf(by).send(method, url, JSON.stringify(body));
  }
});

describe('a body', () => {
  const post = (body: string | Buffer, headers: Record<string, string> = {}) =>
    city.supplier.post('/v1/oversupplies', body, headers);

  it.each([
    ['that is no JSON', '{"product": ', 400, 'malformed_json'],
    ['that is empty', '', 400, 'malformed_json'],
    ['with a comma too many', '{"a":1,}', 400, 'malformed_json'],
    ['with a prototype key', '{"__proto__": {"massKg": 5}}', 400, 'malformed_json'],
    ['with a constructor key', '{"constructor": {"prototype": {"x": 1}}}', 400, 'malformed_json'],
    ['with a number no double can hold', '{"massKg": 1e999}', 422, 'validation_failed'],
    ['nested ten thousand deep', `${'['.repeat(10_000)}${']'.repeat(10_000)}`, 422, 'validation_failed'],
    [
      'nested deep in a field',
      `{"notes": ${'{"a":'.repeat(2000)}1${'}'.repeat(2000)}}`,
      422,
      'validation_failed',
    ],
    ['of 65 kB', JSON.stringify({ notes: 'x'.repeat(66_000) }), 413, 'payload_too_large'],
    ['that is not UTF-8', Buffer.from('7b226122fffe7d', 'hex'), 400, 'malformed_json'],
    ['with a thousand unknown fields', manyFields(1000), 422, 'validation_failed'],
  ])('%s is refused', async (_name, body, status, code) => {
    expect(await post(body)).toMatchObject({ status, body: { code } });
  });

  it.each(['text/plain', 'application/xml', 'multipart/form-data', 'application/jsonx', 'x'])(
    'of type %s is refused',
    async (type) => {
      const answer = await post('{}', { 'content-type': type });
      expect(answer).toMatchObject({ status: 415, body: { code: 'unsupported_media_type' } });
    },
  );

  it('names at most 50 fields, however many are wrong', async () => {
    expect((await post(manyFields(1000))).body.errors).toHaveLength(50);
  });
});

describe('an Idempotency-Key', () => {
  it.each(['', ' ', 'a b', 'ä', 'x'.repeat(256), 'tab\tkey'])('%j is refused', async (key) => {
    const body = lotInput(city.system.clock.now());
    const answer = await city.supplier.post('/v1/oversupplies', body, { 'idempotency-key': key });
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ path: 'Idempotency-Key' }] } });
  });

  it('of 255 visible characters is taken', async () => {
    expect((await city.supplier.register({}, '~'.repeat(255))).status).toBe('matching');
  });
});

describe('a query', () => {
  it.each([
    ['/v1/oversupplies?limit=0', 'limit'],
    ['/v1/oversupplies?limit=201', 'limit'],
    ['/v1/oversupplies?limit=x', 'limit'],
    ['/v1/oversupplies?limit=1&limit=2', 'limit'],
    ['/v1/oversupplies?status=lost', 'status'],
    ['/v1/oversupplies?from=yesterday', 'from'],
    ['/v1/oversupplies?to=2026-13-01T00:00:00Z', 'to'],
    ['/v1/oversupplies?cursor=zzz', 'cursor'],
    [`/v1/oversupplies?cursor=${'x'.repeat(501)}`, 'cursor'],
    ['/v1/oversupplies?surprise=1', 'surprise'],
    ['/v1/offers?status=maybe', 'status'],
    ['/v1/offers?cursor=zzz', 'cursor'],
    ['/v1/suppliers?cursor=zzz', 'cursor'],
    ['/v1/recipients?cursor=zzz', 'cursor'],
    ['/v1/weights?cursor=zzz', 'cursor'],
    ['/v1/audit?cursor=zzz', 'cursor'],
    ['/v1/dead-letters?cursor=zzz', 'cursor'],
    ['/v1/impact?from=x', 'from'],
  ])('%s is refused with the name of what is wrong', async (url, path) => {
    const answer = await city.operator.get(url);
    expect({ status: answer.status, paths: refusal(answer).paths }).toEqual({ status: 422, paths: [path] });
  });

  it('with the cursor of another list is refused', async () => {
    await city.operator.addSupplier();
    const page = await city.operator.get<{ nextCursor: string }>('/v1/suppliers?limit=1');
    const { nextCursor } = expecting(200, page);
    expect((await city.operator.get(`/v1/recipients?cursor=${nextCursor}`)).status).toBe(422);
  });

  it('with a wrong % sequence or a very long part is refused', async () => {
    expect((await city.operator.get('/v1/oversupplies/%zz')).status).toBe(400);
    expect((await city.operator.get(`/v1/oversupplies/${'x'.repeat(300)}`)).status).toBe(414);
  });
});

describe('what a schema cannot say', () => {
  it('is named field by field too', async () => {
    const now = city.system.clock.now();
    const at = (ms: number) => new Date(now + ms).toISOString();
    const cases: [Record<string, unknown>, string[]][] = [
      [{ collectBy: at(-1) }, ['collectBy', 'collectBy']],
      [{ collectBy: at(61 * 86_400_000) }, ['collectBy']],
      [{ readyAt: at(9 * 3_600_000) }, ['collectBy']],
      [{ date: { type: 'use_by', on: '2026-03-01' } }, ['date.on']],
      [{ minPartKg: 3 }, ['minPartKg']],
      [{ minPartKg: 30, divisible: true }, ['minPartKg']],
      [{ supplierId: 'sup_01999999-9999-7999-8999-999999999999' }, ['supplierId']],
    ];
    const before = stored();
    for (const [change, paths] of cases) {
      const answer = await city.supplier.post('/v1/oversupplies', { ...lotInput(now), ...change });
      expect({ change, ...refusal(answer) }).toMatchObject({ change, status: 422, paths });
    }
    expect(stored()).toEqual(before);
  });

  it('refuses a time that no clock shows: a leap second', async () => {
    const body = { ...lotInput(city.system.clock.now()), readyAt: '2016-12-31T23:59:60Z' };
    const late = { ...lotInput(city.system.clock.now()), collectBy: '2026-03-31T23:59:60Z' };
    expect(refusal(await city.supplier.post('/v1/oversupplies', body))).toMatchObject({
      status: 422,
      paths: ['readyAt'],
    });
    expect(refusal(await city.supplier.post('/v1/oversupplies', late))).toMatchObject({
      status: 422,
      paths: ['collectBy'],
    });
  });

  it('of partners: hours, zones, closures and addresses that cannot be used', async () => {
    const body = {
      ...recipientBody(),
      timeZone: 'Mars/Olympus',
      webhookUrl: 'ftp://example.org',
      closures: [{ from: '2026-04-02', to: '2026-04-01' }],
    };
    const answer = await city.operator.post('/v1/recipients', body);
    expect(refusal(answer)).toMatchObject({
      status: 422,
      paths: ['closures.0.to', 'timeZone', 'webhookUrl'],
    });
    const hours = { ...recipientBody(), openingHours: 'sometimes', quietHours: 'at night' };
    expect(refusal(await city.operator.post('/v1/recipients', hours)).paths).toEqual([
      'openingHours',
      'quietHours',
    ]);
  });
});

describe('texts', () => {
  const NASTY = [
    'line\nbreak\r\nand\ttab',
    'null\u0000byte',
    'escape \u001b[31mred\u001b[0m',
    'bidi \u202e override',
    'separators \u2028 and \u2029',
    'lone \ud800 surrogate',
    'Ünïcode 🍞 "quoted" \\ back',
    '{"level":"fatal"}',
  ];

  it('come back as they were sent, and never break a line of the log', async () => {
    for (const notes of NASTY) {
      const { id } = await city.supplier.register({ notes, reason: notes });
      expect((await city.supplier.lot(id)).notes).toBe(notes);
      const bad = await city.supplier.post('/v1/oversupplies', { [notes]: notes });
      expect(bad.status).toBe(422);
      await city.supplier.get(`/v1/${encodeURIComponent(notes.toWellFormed())}`, {
        'x-request-id': 'own-id',
        traceparent: 'nonsense',
      });
    }

    expect(lines.length).toBeGreaterThan(100);
    for (const line of lines) {
      expect(line.endsWith('\n')).toBe(true);
      expect([...line.slice(0, -1)].filter(isUnsafe)).toEqual([]);
      JSON.parse(line);
    }
  });

  it('of the log hold no token and no secret', async () => {
    const token = await city.operator.authorization();
    const text = lines.join('');
    expect(text).not.toContain(token!.slice(7));
    expect(text).not.toMatch(/whsec_|eyJ/);
  });
});

function clientOf(by: BodyCase['by']): Client {
  return { supplier: city.supplier, recipient: city.recipients[0]!, operator: city.operator }[by];
}

function refusal({ status, body }: { status: number; body: { code?: string; errors?: { path: string }[] } }) {
  const paths = new Set((body.errors ?? []).map(({ path }) => path));
  const all = (body.errors ?? []).map(({ path }) => path).sort(byText);
  return {
    status,
    code: body.code,
    paths: all.length > paths.size && all.length > 2 ? [...paths].sort(byText) : all,
  };
}

/** How much the store holds of everything. */
function stored() {
  const state = city.system.store.state!;
  const sizes = Object.entries(state).map(([name, held]) => [name, sizeOf(held)]);
  return { ...Object.fromEntries(sizes), partners: state.suppliers.byId.size + state.recipients.byId.size };
}

function sizeOf(held: unknown): unknown {
  if (held instanceof Map || held instanceof Set) return held.size;
  return Array.isArray(held) ? held.length : typeof held === 'number' ? held : '';
}

/** Would start a new line, steer a terminal or hide text. */
function isUnsafe(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x20 || (code >= 0x7f && code <= 0x9f) || [0x2028, 0x2029, 0x202e].includes(code);
}

function manyFields(count: number): string {
  return JSON.stringify(Object.fromEntries(Array.from({ length: count }, (_, index) => [`f${index}`, 1])));
}

function byText(one: string, other: string): number {
  return one < other ? -1 : 1;
}
