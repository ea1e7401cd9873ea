import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  unlinkSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import { APPLICATION_ID } from './migrate.ts';
import { markClean, syncDirectory } from './open-database.ts';
import { readPragma } from './pragma.ts';
import { StoreError, toStoreError } from './store-error.ts';
import { renewStoreId } from './store-id.ts';

/** All pages in one step: one snapshot, however much is written meanwhile. Smaller steps would start over each time. */
const ALL_PAGES = 2 ** 30;

/**
 * Copies a data file consistently, also while a service writes to it; needs no lock and takes none. The copy is checked
 * in full, on the disk when this resolves, and appears under its name as a whole or not at all. To restore, put it in
 * the place of the data file. The copy has an id of its own, so that cursors into the original start over there.
 * @throws StoreError missing, exists, damaged, not_a_database, foreign_database, not_writable
 */
export async function backupFile({
  file,
  out,
}: {
  readonly file: string;
  readonly out: string;
}): Promise<void> {
  if (!existsSync(file)) throw new StoreError('missing', `${file} does not exist: check the data directory.`);
  refuseExisting(out);
  const temporary = `${out}.${process.pid}.tmp`;
  try {
    mkdirSync(dirname(out), { recursive: true });
    await copy(file, temporary);
    finish(temporary, file);
    syncFile(temporary);
    giveName(temporary, out);
    syncDirectory(out);
  } catch (error) {
    throw toStoreError(error, file);
  } finally {
    for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(temporary + suffix, { force: true });
  }
}

function refuseExisting(out: string): void {
  if (existsSync(out)) throw new StoreError('exists', `${out} exists already: choose another name.`);
}

async function copy(file: string, out: string): Promise<void> {
  const source = new DatabaseSync(file, { readOnly: true, timeout: 5000 });
  try {
    if (readPragma(source, 'application_id') !== APPLICATION_ID) {
      throw new StoreError('foreign_database', `${file} belongs to another program: nothing was copied.`);
    }
    await backup(source, out, { rate: ALL_PAGES });
  } finally {
    source.close();
  }
}

/** Checks the copy, and makes it a single file that opens as after a clean shutdown. */
function finish(copied: string, file: string): void {
  const db = new DatabaseSync(copied);
  try {
    const found = db.prepare('PRAGMA integrity_check(1)').get()?.integrity_check;
    if (found !== 'ok') {
      const reason = String(found).replaceAll('\n', ' ');
      throw new StoreError(
        'damaged',
        `${file} is damaged (${reason}): nothing was copied, keep older backups.`,
      );
    }
    db.exec('PRAGMA journal_mode = DELETE');
    renewStoreId(db);
    markClean(db);
  } finally {
    db.close();
  }
}

function syncFile(path: string): void {
  const descriptor = openSync(path, 'r+');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Never overwrites: a hard link fails when the name was taken meanwhile. */
function giveName(temporary: string, out: string): void {
  try {
    linkSync(temporary, out);
    unlinkSync(temporary);
  } catch {
    // Taken, or a file system without hard links.
    refuseExisting(out);
    renameSync(temporary, out);
  }
}
