import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { aSmallWorld, aTinyWorld } from './_small-world.ts';
import { openWorld } from './open-world.ts';
import { readWorld } from './read-world.ts';
import { writeWorld } from './write-world.ts';

async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sprk-world-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

function faultsOf(content: unknown): readonly string[] {
  const read = readWorld(JSON.stringify(content));
  return read.kind === 'bad' ? read.faults : [];
}

describe('readWorld', () => {
  it('takes what makeWorld makes', () => {
    const world = aSmallWorld();

    expect(readWorld(JSON.stringify(world))).toEqual({ kind: 'world', world });
  });

  it('names every fault at once, with its place', () => {
    const [lot] = aTinyWorld().lots;
    const [recipient] = aTinyWorld().recipients;
    const faults = faultsOf({
      ...aTinyWorld(),
      firstDay: '2026-01-06',
      attempts: 1.5,
      recipients: [{ ...recipient, need: 0, open: [[7, 9, 18]] }, recipient, recipient],
      lots: [lot, { ...lot, id: 'l1', at: 5, supplier: 'nobody', massKg: 'much' }],
      answers: { l0: { r0: [2, 1] }, l9: {} },
    });

    expect(faults).toEqual([
      'firstDay must be the date of a Monday, not 2026-01-06',
      'attempts must be a whole number',
      'recipients[0].need must be a number from 1e-9, not 0',
      'recipients[0].open[0][0] must be a number from 0 to 6, not 7',
      'recipients[1].id is taken already: r0',
      'recipients[2].id is taken already: r0',
      'lots[1].at is earlier than the lot before',
      'lots[1].supplier is unknown: nobody',
      'lots[1].massKg must be a number from 1e-9, not "much"',
      'answers.l0.r0 must be [chance from 0 to 1, 0 or 1]',
      'answers.l9 is about an unknown lot',
    ]);
  });

  it('never throws, whatever a file holds', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(readWorld(text).kind).toBe('bad');
      }),
    );
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...Object.keys(aTinyWorld())), fc.jsonValue()), (damage) => {
        expect(() => readWorld(JSON.stringify({ ...aTinyWorld(), ...damage }))).not.toThrow();
      }),
    );
  });
});

describe('openWorld', () => {
  it('reads back what was written, plain or gzipped by the name', async () => {
    const folder = await aFolder();
    const world = aTinyWorld();
    for (const name of ['world.json', 'world.json.gz']) await writeWorld(join(folder, name), world);

    expect(await openWorld(join(folder, 'world.json'))).toEqual({ kind: 'world', world });
    expect(await openWorld(join(folder, 'world.json.gz'))).toEqual({ kind: 'world', world });
  });

  it('says what is wrong with a file that is missing or cut short', async () => {
    const folder = await aFolder();
    const zipped = gzipSync(JSON.stringify(aTinyWorld()));
    await writeFile(join(folder, 'cut.gz'), zipped.subarray(0, zipped.length / 2));

    expect((await openWorld(join(folder, 'cut.gz'))).kind).toBe('bad');
    expect((await openWorld(join(folder, 'none'))).kind).toBe('bad');
  });
});
