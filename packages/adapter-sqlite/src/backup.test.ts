import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  copyFileSync,
  existsSync,
  openSync,
  readdirSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { allLotIds, openTemporary, register, temporaryDirectory } from './_open-temporary.ts';
import { backupFile } from './backup.ts';
import { openSqlitePorts } from './open-sqlite-ports.ts';

const clock = { now: () => Date.parse('2026-03-02T08:00:00Z') };

describe('backup', () => {
  it('copies a consistent state while others write, and restores to it', async () => {
    await using opened = await openTemporary();
    const before: string[] = [];
    for (let index = 0; index < 50; index += 1) before.push((await register(opened.ports)).id);
    const cursor = await opened.ports.events.latest();
    const out = join(opened.path, 'backups', 'copy.db');
    let isDone = false;
    const copying = opened.ports.backup(out).finally(() => {
      isDone = true;
    });
    let written = 0;
    while (!isDone) {
      await register(opened.ports);
      written += 1;
    }
    await copying;

    expect(written).toBeGreaterThan(10);
    expect(readdirSync(join(opened.path, 'backups'))).toEqual(['copy.db']);
    using place = temporaryDirectory();
    copyFileSync(out, place.file);
    await using restored = await openSqlitePorts({ file: place.file, clock });
    const ids = await allLotIds(restored);
    const all = await allLotIds(opened.ports);
    expect(ids).toEqual(all.slice(0, ids.length));
    expect(ids.length).toBeGreaterThanOrEqual(before.length);
    const [first] = ids;
    expect(await restored.lots.find(first!)).toEqual(await opened.ports.lots.find(first!));
    expect((await restored.lots.counts()).byStatus.matching).toBe(ids.length);
    expect(await restored.queues.depth('match-requests')).toMatchObject({ ready: ids.length });
    // Cursors into the original do not fit the copy, which may go another way from here.
    expect(await restored.events.after(cursor, 1)).toMatchObject({ gap: true });
    const feed = await opened.ports.directory.changes(undefined, 10);
    expect((await restored.directory.changes(feed.cursor, 10)).entries).toHaveLength(1);
  });

  it('works from another process while the service runs', async () => {
    await using opened = await openTemporary();
    const lot = await register(opened.ports);
    const out = join(opened.path, 'copy.db');
    const module = new URL('./backup.ts', import.meta.url).href;
    const script = `const { backupFile } = await import(${JSON.stringify(module)});
      await backupFile(${JSON.stringify({ file: opened.file, out })});`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: 'inherit' });

    expect(await once(child, 'exit')).toEqual([0, null]);

    await using restored = await openSqlitePorts({ file: out, clock });
    expect(await restored.lots.find(lot.id)).toEqual(lot);
  });

  it('overwrites nothing and leaves nothing behind when it fails', async () => {
    await using opened = await openTemporary();
    const taken = join(opened.path, 'taken.db');
    writeFileSync(taken, 'precious');
    const foreign = join(opened.path, 'foreign.db');
    const db = new DatabaseSync(foreign);
    db.exec('CREATE TABLE theirs (x)');
    db.close();
    const out = join(opened.path, 'out.db');

    await expect(opened.ports.backup(taken)).rejects.toMatchObject({ name: 'StoreError', code: 'exists' });
    await expect(backupFile({ file: opened.file, out: taken })).rejects.toMatchObject({ code: 'exists' });
    await expect(backupFile({ file: join(opened.path, 'no.db'), out })).rejects.toMatchObject({
      code: 'missing',
    });
    await expect(backupFile({ file: foreign, out })).rejects.toMatchObject({ code: 'foreign_database' });
    await expect(backupFile({ file: taken, out })).rejects.toMatchObject({ code: 'not_a_database' });

    expect(statSync(taken).size).toBe('precious'.length);
    expect(existsSync(out)).toBe(false);
    expect(readdirSync(opened.path).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('refuses to copy a damaged file as if it were whole', async () => {
    using directory = temporaryDirectory();
    const ports = await openSqlitePorts({ file: directory.file, clock });
    for (let index = 0; index < 100; index += 1) await register(ports);
    await ports[Symbol.asyncDispose]();
    const pages = statSync(directory.file).size / 4096;
    const descriptor = openSync(directory.file, 'r+');
    for (let page = pages - 20; page < pages; page += 1)
      writeSync(descriptor, Buffer.alloc(4096, 0xa5), 0, 4096, page * 4096);
    closeSync(descriptor);
    const out = join(directory.path, 'out.db');

    await expect(backupFile({ file: directory.file, out })).rejects.toMatchObject({ code: 'damaged' });

    expect(existsSync(out)).toBe(false);
  });
});
