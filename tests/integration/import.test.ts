import { request as httpRequest } from 'node:http';
import { createFaults, createSeededRandom } from '@sprk/adapter-memory';
import type { ImportRowResult, OversupplyView } from '@sprk/contracts';
import { describe, expect, it } from 'vitest';
import { type City, type Client, expecting, lotInput, nextTurn, startCity } from '../harness/index.ts';

interface ImportResult {
  readonly created: number;
  readonly unchanged: number;
  readonly refused: number;
  readonly rows: readonly ImportRowResult[];
}
const URL_PATH = '/v1/oversupplies:import';
const HEADER =
  'product,category,massKg,temperature,date.type,date.on,allergens,readyAt,collectBy,divisible,notes';

describe('a CSV file', () => {
  it('makes a lot of every good row, with lists, numbers and dates of the right types', async () => {
    await using city = await startCity([]);

    const result = await importCsv(city, [
      row({ product: 'Bread', allergens: 'gluten; sesame', divisible: 'yes' }),
      row({ product: 'Milk', allergens: '', massKg: '12.5' }),
    ]);

    expect(result).toMatchObject({ created: 2, unchanged: 0, refused: 0 });
    const [bread, milk] = await Promise.all(result.rows.map(({ id }) => city.supplier.lot(id!)));
    expect(bread).toMatchObject({ allergens: ['gluten', 'sesame'], divisible: true, massKg: 20 });
    expect(milk).toMatchObject({ allergens: [], massKg: 12.5, date: { type: 'best_before' } });
  });

  it('keeps good rows and names bad ones by line and field', async () => {
    await using city = await startCity([]);

    const result = await importCsv(city, [
      row({}),
      row({ massKg: 'a lot', category: 'bread' }),
      row({ 'date.on': '2026-02-30' }),
      row({ collectBy: '2026-03-01T08:00:00Z' }),
      row({ product: 'Rolls' }),
    ]);

    expect(result).toMatchObject({ created: 2, refused: 3 });
    expect(result.rows.map(({ line, status, errors }) => [line, status, pathsOf(errors)])).toEqual([
      [2, 'created', []],
      [3, 'refused', ['category', 'massKg']],
      [4, 'refused', ['date.on']],
      [5, 'refused', ['collectBy']],
      [6, 'created', []],
    ]);
  });

  it('may start with a byte order mark, end lines with CRLF, and quote line breaks and commas', async () => {
    await using city = await startCity([]);
    const notes = 'first line\nsecond, with a comma and "quotes"';
    const lines = [HEADER, row({ notes: `"${notes.replaceAll('"', '""')}"` }), row({ massKg: '-1' }), ''];

    const result = await importText(city.supplier, `\ufeff${lines.join('\r\n')}`);

    expect(result.rows.map(({ status }) => status)).toEqual(['created', 'refused']);
    expect((await city.supplier.lot(result.rows[0]!.id!)).notes).toBe(notes);
    // The quoted line break is counted: people look for the line in their editor.
    expect(result.rows[1]!.line).toBe(4);
  });

  it('may repeat a row: each copy is a lot of its own, and stays the same when the file comes again', async () => {
    await using city = await startCity([]);
    const rows = [row({}), row({}), row({ product: 'Other' }), row({})];

    const first = await importCsv(city, rows);
    const second = await importCsv(city, rows);
    const longer = await importCsv(city, [...rows, row({})]);

    expect(first).toMatchObject({ created: 4, unchanged: 0 });
    expect(new Set(first.rows.map(({ id }) => id)).size).toBe(4);
    expect(second).toMatchObject({ created: 0, unchanged: 4 });
    expect(second.rows.map(({ id }) => id)).toEqual(first.rows.map(({ id }) => id));
    expect(longer).toMatchObject({ created: 1, unchanged: 4 });
    expect(await lotsOf(city)).toHaveLength(5);
  });

  it('names a column that does not exist, and a missing one', async () => {
    await using city = await startCity([]);
    const text = `product,masskg\nBread,5\n`;
    const { rows } = await importText(city.supplier, text);
    expect(pathsOf(rows[0]!.errors)).toEqual(
      expect.arrayContaining(['masskg', 'massKg', 'category', 'temperature', 'date', 'readyAt']),
    );
  });

  it.each([
    ['a quote that never ends', `${HEADER}\n"Bread,bakery\n`],
    ['a quote in the middle of a field', `${HEADER}\nBre"ad,bakery,1\n`],
    ['a column of the prototype', `__proto__.x,product\n1,Bread\n`],
    ['nothing at all', ''],
    ['a header alone', `${HEADER}\n`],
    ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00, 0x22, 0x0a, 0x22]).toString('latin1')],
  ])('with %s is answered, never failed', async (_name, text) => {
    await using city = await startCity([]);
    const answer = await send(city.supplier, text, 'text/csv');
    expect([200, 422]).toContain(answer.status);
    expect(answer.body).not.toMatchObject({ created: 1 });
    expect(await lotsOf(city)).toHaveLength(0);
  });

  it('keeps the rows around those that are no CSV, and names their lines', async () => {
    await using city = await startCity([]);
    const result = await importCsv(city, [
      row({}),
      row({ product: 'Bre"ad' }),
      row({ massKg: '7' }),
      '"Bread,',
    ]);
    expect(result.rows.map(({ line, status, errors }) => [line, status, pathsOf(errors)])).toEqual([
      [2, 'created', []],
      [3, 'refused', ['body']],
      [4, 'created', []],
      [5, 'refused', ['body']],
    ]);
  });
});

describe('an NDJSON file', () => {
  it('works row by row, skipping empty lines', async () => {
    await using city = await startCity([]);
    const good = lotInput(city.system.clock.now());
    const lines = [good, '', { ...good, massKg: 0 }, '{"broken', [good], good, 'null'].map((one) =>
      typeof one === 'string' ? one : JSON.stringify(one),
    );

    const result = await importText(city.supplier, lines.join('\r\n'), 'application/x-ndjson');

    expect(result.rows.map(({ line, status, errors }) => [line, status, pathsOf(errors)])).toEqual([
      [1, 'created', []],
      [3, 'refused', ['massKg']],
      [4, 'refused', ['body']],
      [5, 'refused', ['body']],
      [6, 'created', []],
      [7, 'refused', ['body']],
    ]);
  });

  it('may carry a key per row, which must be one', async () => {
    await using city = await startCity([]);
    const good = lotInput(city.system.clock.now());
    const lines = [
      { ...good, idempotencyKey: 'row-1' },
      { ...good, idempotencyKey: 'row-1' },
      { ...good, massKg: 5, idempotencyKey: 'row-1' },
      { ...good, idempotencyKey: 7 },
      { ...good, idempotencyKey: '' },
      { ...good, idempotencyKey: 'with blank' },
    ];
    const body = lines.map((line) => JSON.stringify(line)).join('\n');

    const { rows } = await importText(city.supplier, body, 'application/x-ndjson');

    expect(rows.map(({ status }) => status)).toEqual([
      'created',
      'unchanged',
      'refused',
      'refused',
      'refused',
      'refused',
    ]);
    expect(rows.slice(3).map(({ errors }) => pathsOf(errors))).toEqual([
      ['idempotencyKey'],
      ['idempotencyKey'],
      ['idempotencyKey'],
    ]);
    expect((await city.supplier.register(good, 'row-1')).id).toBe(rows[0]!.id);
  });
});

describe('whose lots a file makes', () => {
  it('are the caller own: a row of another supplier is refused', async () => {
    await using city = await startCity([]);
    const other = await city.operator.addSupplier();
    const good = lotInput(city.system.clock.now());
    const lines = [
      good,
      { ...good, supplierId: other.id },
      { ...good, supplierId: city.supplier.id, massKg: 3 },
    ];
    const body = lines.map((line) => JSON.stringify(line)).join('\n');

    const { rows } = await importText(city.supplier, body, 'application/x-ndjson');

    expect(rows.map(({ status }) => status)).toEqual(['created', 'refused', 'created']);
    expect(pathsOf(rows[1]!.errors)).toEqual(['supplierId']);
    expect(await city.system.ports.lots.list({ limit: 5, supplierId: other.id })).toMatchObject({
      items: [],
    });
  });

  it('are named in every row by an operator, unknown ones row by row', async () => {
    await using city = await startCity([]);
    const good = lotInput(city.system.clock.now());
    const lines = [
      good,
      { ...good, supplierId: city.supplier.id },
      { ...good, supplierId: 'sup_01999999-9999-7999-8999-999999999999' },
    ];
    const body = lines.map((line) => JSON.stringify(line)).join('\n');

    const { rows } = await importText(city.operator, body, 'application/x-ndjson');

    expect(rows.map(({ status }) => status)).toEqual(['refused', 'created', 'refused']);
    expect(pathsOf(rows[0]!.errors)).toEqual(['supplierId']);
  });
});

describe('an upload', () => {
  it.each(['text/csv', 'application/x-ndjson'])('of %s over 10 MB is refused, told or not', async (type) => {
    await using city = await startCity([]);
    const body = `${HEADER}\n${'x'.repeat(10_000_001)}`;

    const told = await send(city.supplier, body, type);
    const streamed = await upload(city, type, [body.slice(0, 6_000_000), body.slice(6_000_000)]);

    expect(told).toMatchObject({ status: 413, body: { code: 'payload_too_large' } });
    expect(streamed.status).toBe(413);
    expect(await lotsOf(city)).toHaveLength(0);
  });

  it.each(['text/csv', 'application/x-ndjson'])(
    'of %s that breaks off leaves whole rows only',
    async (type) => {
      await using city = await startCity([]);
      const good = JSON.stringify(lotInput(city.system.clock.now()));
      const rows = type === 'text/csv' ? [HEADER, row({}), row({})] : [good, good];
      const text = `${rows.join('\n')}\n${rows.at(-1)!.slice(0, 40)}`;

      await upload(city, type, [text], { breakOff: true });
      await city.system.advance(1000);

      const lots = await lotsOf(city);
      expect(lots.length).toBeLessThanOrEqual(2);
      for (const lot of lots) expect(lot.massKg).toBe(20);
      expect((await city.operator.get('/v1/policy')).status).toBe(200);
    },
  );

  it('of another type is refused', async () => {
    await using city = await startCity([]);
    expect((await send(city.supplier, '{}', 'application/json')).status).toBe(415);
    expect((await city.supplier.post(URL_PATH)).status).toBe(415);
  });

  it('during an outage of the store fails as a whole, without bringing the process down', async () => {
    const random = createSeededRandom(3);
    const faults = createFaults({ random, plan: { 'lots.register': { beforeCommit: 1 } } });
    await using city = await startCity([], { faults });
    const unhandled: unknown[] = [];
    const onUnhandled = (error: unknown) => unhandled.push(error);
    process.on('unhandledRejection', onUnhandled);
    const line = `${JSON.stringify(lotInput(city.system.clock.now()))}\n`;

    const { status } = await upload(city, 'application/x-ndjson', [line, line, line], { pauseTurns: 20 });
    process.off('unhandledRejection', onUnhandled);

    expect(status).toBe(503);
    expect(unhandled).toEqual([]);
    faults.stop();
    expect(await importText(city.supplier, line, 'application/x-ndjson')).toMatchObject({ created: 1 });
  });
});

function row(overrides: Record<string, string>): string {
  const good: Record<string, string> = {
    product: 'Bread',
    category: 'bakery',
    massKg: '20',
    temperature: 'ambient',
    'date.type': 'best_before',
    'date.on': '2026-03-06',
    allergens: 'gluten',
    readyAt: '2026-03-02T08:00:00Z',
    collectBy: '2026-03-02T16:00:00Z',
    divisible: 'false',
    notes: '',
  };
  return Object.values({ ...good, ...overrides }).join(',');
}

async function importCsv(city: City, rows: readonly string[]): Promise<ImportResult> {
  return await importText(city.supplier, [HEADER, ...rows].join('\n'));
}

async function importText(client: Client, text: string, type = 'text/csv'): Promise<ImportResult> {
  return expecting(200, await send(client, text, type));
}

async function send(client: Client, text: string, type: string) {
  return await client.send<ImportResult>('POST', URL_PATH, text, { 'content-type': type });
}

/** Sends the parts one after the other without saying how long the whole is. */
async function upload(
  city: City,
  type: string,
  parts: readonly string[],
  { breakOff = false, pauseTurns = 1 } = {},
): Promise<{ status: number }> {
  const url = new URL(URL_PATH, await city.system.listen());
  const authorization = (await city.supplier.authorization())!;
  const { promise, resolve } = Promise.withResolvers<{ status: number }>();
  const upload = httpRequest(url, { method: 'POST', headers: { authorization, 'content-type': type } });
  upload.on('response', (response) => {
    response.resume();
    resolve({ status: response.statusCode ?? 0 });
  });
  upload.on('error', () => resolve({ status: 0 }));
  for (const part of parts) {
    upload.write(part);
    for (let turn = 0; turn < pauseTurns; turn += 1) await nextTurn();
  }
  if (breakOff) {
    await new Promise((wait) => setTimeout(wait, 50));
    upload.destroy();
  } else upload.end();
  const answer = await promise;
  await new Promise((wait) => setTimeout(wait, breakOff ? 50 : 0));
  return answer;
}

async function lotsOf({ operator }: City): Promise<OversupplyView[]> {
  const page = await operator.get<{ items: OversupplyView[] }>('/v1/oversupplies?limit=200');
  return expecting(200, page).items;
}

function pathsOf(errors: readonly { path: string }[] = []): string[] {
  return [...new Set(errors.map(({ path }) => path))].sort((one, other) => (one < other ? -1 : 1));
}
