import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { findTool, skipWithout } from './tools.ts';

const folder = mkdtempSync(join(tmpdir(), 'sprk-tools-'));
writeFileSync(join(folder, 'hammer'), '#!/bin/sh\n', { mode: 0o755 });
writeFileSync(join(folder, 'nail'), '', { mode: 0o644 });

afterEach(() => {
  vi.restoreAllMocks();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('findTool', () => {
  it('looks through the folders in order, for programs only', () => {
    const path = ['', '/nowhere', folder].join(delimiter);

    expect(findTool('hammer', path)).toBe(join(folder, 'hammer'));
    expect(findTool('nail', path)).toBeUndefined();
    expect(findTool('saw', path)).toBeUndefined();
  });
});

describe('skipWithout', () => {
  it('runs where the tool is, skips with a hint where it is not, and fails in CI', () => {
    const warn = vi.spyOn(console, 'warn').mockReturnValue(undefined);

    expect(skipWithout('hammer', { PATH: folder, CI: 'true' })).toBe(false);
    expect(skipWithout('saw', { PATH: folder })).toBe(true);
    expect(warn).toHaveBeenCalledWith(expect.stringContaining('npm run setup'));
    expect(() => skipWithout('saw', { PATH: folder, CI: 'true' })).toThrow('saw is missing');
  });
});
