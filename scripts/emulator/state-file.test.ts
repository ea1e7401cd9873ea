import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { addPart, forgetParts, readParts, stateFile } from './state-file.ts';

const cache = mkdtempSync(join(tmpdir(), 'sprk-state-'));
afterAll(() => rmSync(cache, { recursive: true, force: true }));

const LOCALSTACK = { name: 'localstack', pid: process.pid, marker: 'node' } as const;
const CONTAINER = { name: 'localstack', container: 'sprk-localstack-1', image: 'image' } as const;

describe('the state file', () => {
  it('keeps one entry for each part, the latest', () => {
    const file = stateFile(cache, 1);

    addPart(file, CONTAINER);
    addPart(file, { ...LOCALSTACK, name: 'moto' });
    addPart(file, LOCALSTACK);

    expect(readParts(file)).toEqual([{ ...LOCALSTACK, name: 'moto' }, LOCALSTACK]);
  });

  it('is empty before a start and after a stop', () => {
    const file = stateFile(cache, 2);

    expect(readParts(file)).toEqual([]);
    addPart(file, LOCALSTACK);
    forgetParts(file);
    expect(readParts(file)).toEqual([]);
  });

  it('does not take another program with the same number for ours', () => {
    const file = stateFile(cache, 3);

    addPart(file, { ...LOCALSTACK, marker: 'a program that this one is not' });

    expect(readParts(file)).toEqual([]);
  });
});
