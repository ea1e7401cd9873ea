import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openFakeApi } from '../shared/_fake-api.ts';
import { countsLine, type ImportPlan, refuseEmpty, runImport } from './run-import.ts';

const root = join(import.meta.dirname, '../../../..');
const fixtures = join(root, process.env.SPRK_FIXTURES ?? '../shared/data');
const folder = await mkdtemp(join(tmpdir(), 'sprk-import-'));
afterAll(() => rm(folder, { recursive: true }));
const report = join(folder, 'report.jsonl');

async function run(url: string, plan: Omit<ImportPlan, 'baseUrl' | 'token'>) {
  const shown: string[] = [];
  const counts = await runImport({ baseUrl: url, token: undefined, report, ...plan }, (line) =>
    shown.push(line),
  );
  const findings = (await readFile(report, 'utf8').catch(() => ''))
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
  return { counts, line: countsLine(counts), findings, shown };
}

async function file(name: string, content: string): Promise<string> {
  await writeFile(join(folder, name), content);
  return join(folder, name);
}

const SUPPLIERS =
  'name;lat;lon;timeZone\nMarkt;52,5;13,4;Europe/Berlin\nNowhere;99;13;Europe/Berlin\nNorth;x;13;UTC\n';
const RECIPIENTS =
  'name,lat,lon,timeZone,kind,capacityKg,categories,temperatures,openingHours,colour\n' +
  'Haus,52.5,13.4,Europe/Berlin,shelter,80,bakery;dairy,ambient;chilled,Mo-Fr 09:00-17:00; PH off,red\n' +
  'Hof,52.5,13.4,Europe/Berlin,shelter,80,bakery,ambient,sometimes,blue\n';

test('imports good rows, reports the others and updates in a second run', async () => {
  await using api = await openFakeApi();
  const plan = {
    suppliers: await file('suppliers.csv', SUPPLIERS),
    recipients: await file('recipients.csv', RECIPIENTS),
  };

  const first = await run(api.url, plan);
  const second = await run(api.url, plan);

  expect(first.line).toBe(
    'suppliers: 1 created, 0 updated, 2 refused; recipients: 2 created, 0 updated, 0 refused; hours: 1 read, 1 unread',
  );
  expect(second.line).toBe(
    'suppliers: 0 created, 1 updated, 2 refused; recipients: 0 created, 2 updated, 0 refused; hours: 1 read, 1 unread',
  );
  expect(first.findings.map(({ kind, file, line }) => [kind, file, line])).toEqual(
    expect.arrayContaining([
      ['refused', 'suppliers.csv', 3],
      ['refused', 'suppliers.csv', 4],
      ['column', 'recipients.csv', 1],
      ['hours', 'recipients.csv', 3],
    ]),
  );
  expect(first.findings.length).toBe(4);
  expect(api.rows.recipients.size).toBe(2);
});

test('does not undo what a person filled in between two runs', async () => {
  await using api = await openFakeApi();
  const plan = { recipients: await file('recipients.csv', RECIPIENTS) };
  await run(api.url, plan);
  const [haus, hof] = ['Haus', 'Hof'].map((name) =>
    [...api.rows.recipients.values()].find((recipient) => recipient.name === name),
  );
  Object.assign(hof!, { openingHours: 'Mo 10:00-12:00', verified: true });
  Object.assign(haus!, { verified: false });

  await run(api.url, plan);

  expect(hof).toMatchObject({ name: 'Hof', openingHours: 'Mo 10:00-12:00', verified: true });
  expect(haus).toMatchObject({ openingHours: 'Mo-Fr 09:00-17:00; PH off', verified: false });
});

test('waits as long as the backend asks and tries again', async () => {
  let asked = 0;
  await using api = await openFakeApi({
    intercept(method, url) {
      if (method !== 'POST' || url.pathname !== '/v1/suppliers') return undefined;
      asked += 1;
      return asked === 1 ? { status: 429, headers: { 'retry-after': '0' } } : undefined;
    },
  });

  const { counts } = await run(api.url, { suppliers: await file('s.csv', SUPPLIERS) });

  expect(counts.suppliers).toMatchObject({ created: 1, refused: 2 });
});

test('shows the first findings where there is no report file', async () => {
  await using api = await openFakeApi();

  const { shown } = await run(api.url, { suppliers: await file('s.csv', SUPPLIERS), report: undefined });

  // Answers come back in any order.
  expect([...shown].sort().reverse()).toEqual([
    expect.stringMatching(/^s\.csv:4: refused: North: lat is not a number/),
    expect.stringMatching(/^s\.csv:3: refused: Nowhere: lat/),
  ]);
});

test('fails in one line with exit code 2 for files and options that cannot be', async () => {
  await using api = await openFakeApi();
  const failure = (plan: Omit<ImportPlan, 'baseUrl' | 'token'>) =>
    run(api.url, plan).then(({ counts }) => refuseEmpty(counts));
  const cases: [Omit<ImportPlan, 'baseUrl' | 'token'>, RegExp][] = [
    [{}, /Nothing to import/],
    [{ preset: 'paris' }, /must be nyc or osm/],
    [{ preset: 'nyc' }, /needs --dir/],
    [{ preset: 'osm' }, /--suppliers FILE/],
    [{ preset: 'nyc', dir: folder }, /Cannot read .*ENOENT/],
    [{ suppliers: await file('empty.csv', 'name,lat,lon,timeZone\n') }, /Nothing could be imported/],
    [
      { suppliers: await file('s.csv', SUPPLIERS), report: join(folder, 'no/such') },
      /Cannot write the report/,
    ],
  ];
  for (const [plan, message] of cases) {
    await expect(failure(plan)).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringMatching(message),
    });
  }
});

test.skipIf(!existsSync(fixtures))(
  'imports all of New York, twice, without a double',
  async () => {
    await using api = await openFakeApi();
    const plan = { preset: 'nyc', dir: fixtures };

    const first = await run(api.url, plan);
    const second = await run(api.url, plan);

    expect(first.line).toBe(
      'suppliers: 2776 created, 0 updated, 0 refused; recipients: 489 created, 0 updated, 0 refused; hours: 320 read, 169 unread',
    );
    expect(second.counts.suppliers.updated).toBe(2776);
    expect(second.counts.recipients.updated).toBe(489);
    expect(first.findings[0]).toMatchObject({ kind: 'assumptions', file: 'nyc_recipients_2023.csv' });
    const unjoined = first.findings.filter(({ reason }) => reason.endsWith('no row at this address and zip'));
    expect(489 - unjoined.length).toBe(324);
    const recipients = [...api.rows.recipients.values()];
    expect(recipients.filter(({ verified }) => verified !== false).length).toBe(320);
    expect(recipients.filter(({ openingHours }) => openingHours !== undefined).length).toBe(320);
    expect(recipients.every(({ needIndex }) => Number(needIndex) > 0)).toBe(true);
  },
  20_000,
);

test.skipIf(!existsSync(fixtures))(
  'imports the supermarkets of Berlin with the hours that can be read',
  async () => {
    await using api = await openFakeApi();

    const { counts, findings } = await run(api.url, {
      preset: 'osm',
      suppliers: join(fixtures, 'berlin_supermarkets_osm.csv'),
    });

    expect(counts.suppliers).toMatchObject({ created: 1358, refused: 0 });
    expect(counts.suppliers.read + counts.suppliers.unread).toBe(1358);
    expect(counts.suppliers.unread).toBeGreaterThanOrEqual(98);
    expect(findings.filter(({ kind }) => kind === 'hours').length).toBe(counts.suppliers.unread);
  },
  20_000,
);
