import { expect, test } from 'vitest';
import { genericPartners } from './generic-partners.ts';
import type { CsvFile } from './open-csv.ts';

const COLUMNS = ['name', 'lat', 'lon', 'timeZone', 'kind', 'capacityKg', 'categories', 'temperatures'];
const GOOD = {
  ...{ name: 'Haus', lat: '52,5', lon: '13.4', timeZone: 'Europe/Berlin', kind: 'shelter' },
  ...{ capacityKg: '80', categories: 'bakery; produce;', temperatures: 'ambient' },
};

function source(rows: readonly Record<string, string>[], columns = COLUMNS): CsvFile {
  async function* generate() {
    for (const [index, cells] of rows.entries()) yield { line: index + 2, cells };
  }
  return { file: 'r.csv', columns: [...columns, ...Object.keys(rows[0] ?? {})], rows: generate() };
}

async function map(rows: readonly Record<string, string>[]) {
  const mapped = [];
  const columns = [...new Set([...COLUMNS, ...rows.flatMap((row) => Object.keys(row))])];
  const file = { ...source(rows), columns };
  for await (const partner of genericPartners('recipients', file).partners) mapped.push(partner);
  return mapped;
}

test('reads numbers, lists, booleans and closures and leaves empty cells out', async () => {
  const more = {
    ...{ active: 'yes', verified: 'FALSE', email: '', refusedAllergens: 'nuts;milk' },
    ...{ openingHours: 'Mo-Fr 09:00-17:00; PH off', closures: '2026-12-24/2026-12-31 holidays; 2027-01-06' },
  };

  const [partner] = await map([{ ...GOOD, ...more }]);

  expect(partner).toMatchObject({ hours: 'read', findings: [], line: 2 });
  expect(partner!.input).toEqual({
    ...{ name: 'Haus', lat: 52.5, lon: 13.4, timeZone: 'Europe/Berlin', kind: 'shelter', capacityKg: 80 },
    ...{ categories: ['bakery', 'produce'], temperatures: ['ambient'], refusedAllergens: ['nuts', 'milk'] },
    ...{ active: true, verified: false, openingHours: more.openingHours },
    closures: [
      { from: '2026-12-24', to: '2026-12-31', reason: 'holidays' },
      { from: '2027-01-06', to: '2027-01-06' },
    ],
    externalId: expect.stringMatching(/^csv:[0-9a-f]{16}$/),
  });
});

test('imports hours nobody understands as no hours, unverified', async () => {
  const [partner] = await map([{ ...GOOD, openingHours: 'whenever', verified: 'true' }]);

  expect(partner).toMatchObject({ hours: 'unread', input: { verified: false } });
  expect(partner!.input).not.toHaveProperty('openingHours');
  expect(partner!.findings).toEqual([
    expect.objectContaining({ kind: 'hours', file: 'r.csv', line: 2, name: 'Haus' }),
  ]);
});

test('names every bad cell of a row at once', async () => {
  const [partner] = await map([
    { ...GOOD, lat: 'north', capacityKg: '', active: 'perhaps', closures: 'May' },
  ]);

  expect(partner!.input).toBeUndefined();
  expect(partner!.findings[0]!.reason.split('; ')).toEqual([
    'lat is not a number: "north"',
    'active is neither true nor false: "perhaps"',
    'closures is not a closure such as "2026-12-24/2026-12-31 holidays": "May"',
    'capacityKg is missing',
  ]);
});

test('refuses an external id that the file has used already, and invents the same ones in every run', async () => {
  const twice = [
    { ...GOOD, externalId: 'x' },
    { ...GOOD, externalId: 'x' },
  ];
  const inputs = (await map([GOOD, GOOD])).map((partner) => partner.input?.externalId);

  expect((await map(twice)).map(({ findings }) => findings[0]?.reason)).toEqual([
    undefined,
    'externalId x is already in line 2',
  ]);
  expect(inputs[1]).toBe(`${inputs[0]}:2`);
  expect((await map([GOOD, GOOD])).map((partner) => partner.input?.externalId)).toEqual(inputs);
});

test('reports columns it does not know and columns it misses', () => {
  const { findings } = genericPartners('suppliers', source([], ['name', 'lat', 'long', 'capacityKg']));

  expect(findings.map(({ reason }) => reason)).toEqual([
    'column "long" is not a field of suppliers and is not read',
    'column "capacityKg" is not a field of suppliers and is not read',
    'column "lon" is missing: every row needs it',
    'column "timeZone" is missing: every row needs it',
  ]);
});
