import { DatabaseSync } from 'node:sqlite';
import { SQLITE, StoreError, sqliteCode, toStoreError } from './store-error.ts';

/**
 * Holds the data file for this process: an exclusive lock in an empty second database. The operating system drops it
 * with the process, so nothing has to be cleaned up after a crash.
 * @throws StoreError in_use, not_writable
 */
export function holdLock(file: string): Disposable {
  const lockFile = `${file}.lock`;
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(lockFile, { timeout: 0 });
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db?.close();
    if (sqliteCode(error) !== SQLITE.busy) throw toStoreError(error, lockFile);
    throw new StoreError(
      'in_use',
      `${file} is in use by another process: stop that one first, or choose another data directory.`,
      { cause: error },
    );
  }
  const held = db;
  return { [Symbol.dispose]: () => held.close() };
}
