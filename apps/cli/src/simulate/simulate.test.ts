import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkDecisions, openWorld, readDecisions } from '@sprk/simulator';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { CliError } from '../shared/cli-error.ts';
import { make } from './make.ts';
import { recipientSketch } from './recipient-sketch.ts';
import { replay } from './replay.ts';

/** A folder and what was printed: the last line of standard output is the result. */
async function aDesk() {
  const folder = await mkdtemp(join(tmpdir(), 'sprk-simulate-'));
  const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  onTestFinished(async () => {
    vi.restoreAllMocks();
    await rm(folder, { recursive: true });
  });
  const file = (name: string) => join(folder, name);
  return { file, result: () => JSON.parse(String(log.mock.lastCall?.[0])) as Record<string, unknown> };
}

describe('npm run simulate', () => {
  it('makes a world, replays it, and writes a log that scores the same', async () => {
    const { file, result } = await aDesk();

    await make(['--out', file('world.json.gz'), '--days', '4', '--lots-per-day', '15', '--seed', '3']);
    const made = result();
    const exitCode = await replay(['--world', file('world.json.gz'), '--out', file('log.jsonl')]);

    const read = await openWorld(file('world.json.gz'));
    if (read.kind === 'bad') throw new Error(read.faults.join());
    const score = checkDecisions(read.world, readDecisions(await readFile(file('log.jsonl'), 'utf8')));
    expect(exitCode).toBe(0);
    expect(result()).toMatchObject({
      world: made.world,
      policy: 'learned-prices-fair',
      rulesBroken: 0,
      lots: made.lots,
      valueKg: score.valueKg,
      gini: score.gini,
    });
    expect(result().ratio).toBeCloseTo(score.valueKg / Number(result().boundKg), 9);
  });

  it('makes worlds of the places of an extract', async () => {
    const { file, result } = await aDesk();
    await writeFile(
      file('shops.csv'),
      'name,brand,street,housenumber,postcode,city,opening_hours,wheelchair,lat,lon\nLedo,,,,,,,yes,52.57,13.30\n',
    );

    await make([
      '--out',
      file('world.json'),
      '--preset',
      'osm',
      '--suppliers',
      file('shops.csv'),
      '--scatter',
      '30',
      '--days',
      '2',
    ]);

    expect(result()).toMatchObject({ suppliers: 1, recipients: 30, days: 2 });
  });

  it('says in one message what is wrong with the options or the file', async () => {
    const { file } = await aDesk();
    await writeFile(file('bad.json'), '{"format":"surplus-world/2","days":0}');

    await expect(replay(['--world', file('bad.json')])).rejects.toThrow(/format must be[\s\S]*days must be/);
    await expect(replay(['--world', file('none.json')])).rejects.toBeInstanceOf(CliError);
    await expect(replay(['--world', file('bad.json'), '--policy', 'best'])).rejects.toThrow(
      '--policy must be one of',
    );
    await expect(replay([])).rejects.toThrow('--world FILE is missing');
    await expect(make([])).rejects.toThrow('--out FILE is missing');
    await expect(make(['--out', file('x'), '--days', 'many'])).rejects.toThrow('--days must be');
  });
});

describe('recipientSketch', () => {
  const recipient = {
    name: 'Pantry',
    lat: 52.5,
    lon: 13.4,
    timeZone: 'Europe/Berlin',
    kind: 'food_pantry' as const,
    capacityKg: 80,
    categories: ['bakery' as const],
    temperatures: ['ambient' as const],
  };

  it('reads hours into hours of the week', () => {
    expect(
      recipientSketch({ ...recipient, openingHours: 'Tu 09:30-12:00; Fr 14:00-18:00' }, false),
    ).toMatchObject({
      capacityKg: 80,
      coldStorage: false,
      open: [
        [1, 9.5, 12],
        [4, 14, 18],
      ],
    });
  });

  it('leaves out those that are not asked, and what is to be modelled', () => {
    expect(recipientSketch({ ...recipient, verified: false }, false)).toBeUndefined();
    expect(recipientSketch(recipient, true)).toEqual({
      lat: 52.5,
      lon: 13.4,
      need: undefined,
      open: undefined,
    });
  });
});
