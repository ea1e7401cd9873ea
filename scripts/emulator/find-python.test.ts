import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { findPython, isNewEnough } from './find-python.ts';

const home = mkdtempSync(join(tmpdir(), 'sprk-python-'));
const ofPyenv = join(home, '.pyenv/versions/3.13.0');
mkdirSync(ofPyenv, { recursive: true });
afterAll(() => rmSync(home, { recursive: true, force: true }));

describe('findPython', () => {
  it('takes the first that starts and is new enough', () => {
    const versions: Record<string, string> = { python3: '3.11', 'python3.14': '3.14' };

    expect(findPython(home, (program) => versions[program])).toBe('python3.14');
  });

  it('finds one of pyenv behind a shim that does not start', () => {
    const versionOf = (program: string) => (program.startsWith(ofPyenv) ? '3.13' : undefined);

    expect(findPython(home, versionOf)).toBe(join(ofPyenv, 'bin/python3'));
  });
});

describe('isNewEnough', () => {
  it('compares numbers, not texts', () => {
    expect(['3.9', '3.12', '3.13', '3.100', '4.0'].filter(isNewEnough)).toEqual(['3.13', '3.100', '4.0']);
    expect(isNewEnough(undefined)).toBe(false);
  });
});
