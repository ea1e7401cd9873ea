import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { installOnce } from './install-once.ts';

/** Above the largest number Linux and macOS give to a process. */
const NOBODY = 99_999_999;
let parent: string;

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'sprk-install-'));
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

describe('installOnce', () => {
  it('installs the first time and never again', async () => {
    const folder = join(parent, 'tool');

    await installOnce(folder, write('first'));
    await installOnce(folder, write('second'));

    expect(readFileSync(join(folder, 'file'), 'utf8')).toBe('first');
    expect(readdirSync(parent)).toEqual(['tool']);
  });

  it('leaves nothing behind when an installation fails', async () => {
    const failing = installOnce(join(parent, 'tool'), () => Promise.reject(new Error('no network')));

    await expect(failing).rejects.toThrow('no network');
    expect(readdirSync(parent)).toEqual([]);
  });

  it('takes the work of another installer that was faster', async () => {
    const folder = join(parent, 'tool');

    await installOnce(folder, async (workFolder) => {
      await write('slow')(workFolder);
      mkdirSync(folder);
      await write('fast')(folder);
    });

    expect(readFileSync(join(folder, 'file'), 'utf8')).toBe('fast');
  });

  it('clears what a killed installer left, but not what one is at', async () => {
    const [left, inWork] = [`tool.partial-${NOBODY}`, `tool.partial-${process.ppid}`];
    for (const name of [left, inWork]) mkdirSync(join(parent, name));

    await installOnce(join(parent, 'tool'), write('new'));

    expect(existsSync(join(parent, left))).toBe(false);
    expect(existsSync(join(parent, inWork))).toBe(true);
  });
});

function write(text: string): (folder: string) => Promise<void> {
  return (folder) => Promise.resolve(writeFileSync(join(folder, 'file'), text));
}
