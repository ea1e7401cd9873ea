import { closeSync, fsyncSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { migrate } from './migrate.ts';
import { StoreError, toStoreError } from './store-error.ts';

const LOWEST_SQLITE = [3, 51, 3] as const;
/** About half a second of checking. Larger files are checked by every backup instead. */
const MAX_CHECKED_BYTES = 256 * 2 ** 20;

export interface Database {
  /** The only connection that writes. */
  readonly writer: DatabaseSync;
  /** Reads in autocommit mode, so it only sees what was committed. */
  readonly reader: DatabaseSync;
}

/**
 * Opens both connections, checks and migrates.
 * @throws StoreError, one line that says what to do.
 */
export function openDatabase(file: string): Database {
  let writer: DatabaseSync | undefined;
  try {
    writer = openWriter(file);
    migrate(writer, file);
    checkAfterCrash(writer, file);
    syncDirectory(file);
    const reader = new DatabaseSync(file, { readOnly: true, timeout: BUSY_TIMEOUT_MS });
    reader.exec('PRAGMA query_only = ON; PRAGMA mmap_size = 0');
    return { writer, reader };
  } catch (error) {
    writer?.close();
    throw toStoreError(error, file);
  }
}

/** @throws StoreError not_writable */
export function makeDirectory(file: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  } catch (error) {
    const hint = 'check the path of the data directory and who owns it';
    throw new StoreError('not_writable', `${dirname(file)} cannot be made: ${hint}.`, { cause: error });
  }
}

/** Only a tool from outside, such as the sqlite3 shell, can hold a lock that we have to wait for. */
const BUSY_TIMEOUT_MS = 2000;

/** WAL and FULL: a commit is on the disk when it returns. No mmap, so that an I/O error is an error and no signal. */
export function openWriter(file: string): DatabaseSync {
  const db = new DatabaseSync(file, { timeout: BUSY_TIMEOUT_MS });
  try {
    refuseOldSqlite(db);
    db.exec('PRAGMA mmap_size = 0');
    db.exec('PRAGMA journal_mode = WAL');
    db.exec('PRAGMA synchronous = FULL');
    db.exec('PRAGMA wal_autocheckpoint = 1000');
    db.exec('PRAGMA journal_size_limit = 67108864');
    db.exec('PRAGMA cache_size = -65536');
    db.exec('PRAGMA temp_store = MEMORY');
    db.exec('PRAGMA trusted_schema = OFF');
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Before 3.51.3 two connections of one WAL file could corrupt it while one of them reset the log. */
function refuseOldSqlite(db: DatabaseSync): void {
  const version = String(db.prepare('SELECT sqlite_version() AS version').get()?.version);
  const parts = version.split('.').map(Number);
  for (const [index, lowest] of LOWEST_SQLITE.entries()) {
    const part = parts[index] ?? 0;
    if (part > lowest) return;
    if (part < lowest) {
      throw new StoreError(
        'sqlite_too_old',
        `SQLite ${version} can corrupt files: use a Node.js with SQLite ${LOWEST_SQLITE.join('.')} or newer.`,
      );
    }
  }
}

/** After a clean shutdown the header and the schema, read by migrate, are enough. */
function checkAfterCrash(db: DatabaseSync, file: string): void {
  const wasClean = db.prepare(`SELECT value FROM meta WHERE name = 'clean'`).get()?.value === 1;
  db.exec(`INSERT INTO meta VALUES ('clean', 0) ON CONFLICT DO UPDATE SET value = 0`);
  if (wasClean || statSync(file).size > MAX_CHECKED_BYTES) return;
  const found = db.prepare('PRAGMA quick_check(1)').get()?.quick_check;
  if (found !== 'ok') {
    throw new StoreError(
      'damaged',
      `${file} is damaged (${String(found).replaceAll('\n', ' ')}): restore a backup, or copy out what is readable with the sqlite3 shell (.recover).`,
    );
  }
}

export function markClean(db: DatabaseSync): void {
  db.exec(`UPDATE meta SET value = 1 WHERE name = 'clean'`);
}

/** A new file survives a power cut only when its directory entry is on the disk too. */
export function syncDirectory(file: string): void {
  const directory = openSync(dirname(file), 'r');
  try {
    fsyncSync(directory);
  } finally {
    closeSync(directory);
  }
}
