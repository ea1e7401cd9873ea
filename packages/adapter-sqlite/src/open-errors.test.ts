import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, copyFileSync, mkdirSync, openSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { copyAsAfterCrash, openTemporary, register, temporaryDirectory } from './_open-temporary.ts';
import { openSqlitePorts } from './open-sqlite-ports.ts';
import { StoreError } from './store-error.ts';

const clock = { now: () => Date.now() };

async function openingError(file: string): Promise<StoreError> {
  try {
    await openSqlitePorts({ file, clock });
  } catch (error) {
    if (error instanceof StoreError) return error;
    throw error;
  }
  throw new Error('It opened.');
}

function expectOneLine(error: StoreError, code: StoreError['code'], file: string): void {
  expect(error.code).toBe(code);
  expect(error.message).toContain(file);
  expect(error.message).not.toContain('\n');
  expect(error.message).toMatch(/: .+\.$/);
}

/** Another process that opens the file, says so, and stays. */
async function openElsewhere(file: string) {
  const module = new URL('./open-sqlite-ports.ts', import.meta.url).href;
  const script = `
    const { openSqlitePorts } = await import(${JSON.stringify(module)});
    try {
      await openSqlitePorts({ file: ${JSON.stringify(file)}, clock: { now: () => Date.now() } });
      console.log('open');
      setInterval(() => {}, 1000);
    } catch (error) {
      console.log(error.message);
    }`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, said: said.toString().trim() };
}

describe('opening a file', () => {
  it('refuses a second handle, in this process or another, until the first is gone', async () => {
    using directory = temporaryDirectory();
    const { child, said } = await openElsewhere(directory.file);
    expect(said).toBe('open');

    expectOneLine(await openingError(directory.file), 'in_use', directory.file);

    child.kill('SIGKILL');
    await once(child, 'exit');
    await using ports = await openSqlitePorts({ file: directory.file, clock });
    expectOneLine(await openingError(directory.file), 'in_use', directory.file);
    const other = await openElsewhere(directory.file);
    expect(other.said).toMatch(/is in use by another process: stop that one first/);
    expect(await ports.lots.counts()).toBeDefined();
  });

  it('names a file that is no database', async () => {
    using directory = temporaryDirectory();
    writeFileSync(directory.file, 'This is a text, and long enough to be read as a header. '.repeat(50));

    expectOneLine(await openingError(directory.file), 'not_a_database', directory.file);
    expect(statSync(directory.file).size).toBeGreaterThan(1000);
  });

  it('leaves a database of another program alone', async () => {
    using directory = temporaryDirectory();
    const db = new DatabaseSync(directory.file);
    db.exec('CREATE TABLE theirs (x)');
    db.close();

    expectOneLine(await openingError(directory.file), 'foreign_database', directory.file);
  });

  it('refuses a schema of a newer release', async () => {
    using directory = temporaryDirectory();
    await (await openSqlitePorts({ file: directory.file, clock }))[Symbol.asyncDispose]();
    const db = new DatabaseSync(directory.file);
    db.exec('PRAGMA user_version = 99');
    db.close();

    expectOneLine(await openingError(directory.file), 'newer_schema', directory.file);
  });

  it('names a directory that cannot be made', async () => {
    using directory = temporaryDirectory();
    writeFileSync(join(directory.path, 'taken'), '');

    const error = await openingError(join(directory.path, 'taken', 'data.db'));

    expectOneLine(error, 'not_writable', join(directory.path, 'taken'));
  });

  it('names a path that is a directory', async () => {
    using directory = temporaryDirectory();
    mkdirSync(directory.file);

    expectOneLine(await openingError(directory.file), 'not_writable', directory.file);
  });

  it('finds damage after a crash, and says what to do', async () => {
    using copies = temporaryDirectory();
    {
      await using opened = await openTemporary();
      for (let index = 0; index < 200; index += 1) await register(opened.ports);
      opened.ports.stats();
      // Everything out of the log and into the file, as a checkpoint does.
      const db = new DatabaseSync(opened.file);
      db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      db.close();
      copyAsAfterCrash(opened.file, copies.file);
    }
    const pages = statSync(copies.file).size / 4096;
    const descriptor = openSync(copies.file, 'r+');
    for (let page = 3; page < pages; page += 2)
      writeSync(descriptor, Buffer.alloc(4096, 0xa5), 0, 4096, page * 4096);
    closeSync(descriptor);

    expectOneLine(await openingError(copies.file), 'damaged', copies.file);
  });

  it('names a file whose schema cannot be read', async () => {
    using directory = temporaryDirectory();
    await (await openSqlitePorts({ file: directory.file, clock }))[Symbol.asyncDispose]();
    const descriptor = openSync(directory.file, 'r+');
    writeSync(descriptor, Buffer.alloc(3000, 0xa5), 0, 3000, 100);
    closeSync(descriptor);

    expectOneLine(await openingError(directory.file), 'damaged', directory.file);
  });

  it('opens what a clean shutdown left, alone, in another place', async () => {
    using copies = temporaryDirectory();
    using directory = temporaryDirectory();
    const ports = await openSqlitePorts({ file: directory.file, clock });
    const lot = await register(ports);
    await ports[Symbol.asyncDispose]();
    copyFileSync(directory.file, copies.file);

    await using again = await openSqlitePorts({ file: copies.file, clock });

    expect(await again.lots.find(lot.id)).toEqual(lot);
  });

  it('refuses writes after it was closed, and ends what waits', async () => {
    using directory = temporaryDirectory();
    const ports = await openSqlitePorts({ file: directory.file, clock });
    const waiting = ports.queues.receive('outcomes', { max: 1, leaseSeconds: 1, waitMs: 60_000 });
    const last = register(ports);
    await ports[Symbol.asyncDispose]();

    expect(await waiting).toEqual([]);
    expect(await last).toBeDefined();
    await expect(register(ports)).rejects.toMatchObject({ code: 'not_ready' });
    await ports[Symbol.asyncDispose]();
  });
});
