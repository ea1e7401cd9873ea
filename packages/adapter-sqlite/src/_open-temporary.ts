import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createVirtualClock } from '@sprk/adapter-memory';
import { START } from '@sprk/port-contracts';
import { openSqlitePorts, type SqlitePortsOptions } from './open-sqlite-ports.ts';

/** A directory of its own, gone when disposed. */
export function temporaryDirectory() {
  const path = mkdtempSync(join(tmpdir(), 'sprk-sqlite-'));
  return {
    path,
    file: join(path, 'data.db'),
    [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }),
  };
}

/** A fresh store on a virtual clock in a directory of its own. */
export async function openTemporary(options: Partial<SqlitePortsOptions> = {}) {
  const directory = temporaryDirectory();
  const clock = createVirtualClock(START);
  const ports = await openSqlitePorts({ file: directory.file, clock, ...options });
  return {
    ports,
    clock,
    ...directory,
    advance: clock.advance,
    async [Symbol.asyncDispose]() {
      await ports[Symbol.asyncDispose]();
      directory[Symbol.dispose]();
    },
  };
}
