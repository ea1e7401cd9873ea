import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { withLock } from './with-lock.ts';

const folder = mkdtempSync(join(tmpdir(), 'sprk-lock-'));
const lock = join(folder, 'run', 'lock');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('withLock', () => {
  it('lets one in after the other, also after one that failed', async () => {
    const steps: string[] = [];
    const step = (name: string) => async () => {
      steps.push(`${name} begins`);
      await turn();
      steps.push(`${name} ends`);
    };
    const failing = withLock(lock, async () => {
      await step('first')();
      throw new Error('failed');
    });

    await Promise.all([expect(failing).rejects.toThrow('failed'), withLock(lock, step('second'))]);

    expect(steps).toEqual(['first begins', 'first ends', 'second begins', 'second ends']);
    expect(existsSync(lock)).toBe(false);
  });

  it('does not wait for a process that is gone', async () => {
    writeFileSync(lock, '99999999');

    expect(await withLock(lock, () => Promise.resolve('in'))).toBe('in');
  });
});
