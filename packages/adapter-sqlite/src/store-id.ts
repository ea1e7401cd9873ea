import { randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';

/** Tells this file's cursors from those of another; a backup gets an id of its own. */
export function readStoreId(db: DatabaseSync): string {
  return String(db.prepare(`SELECT value FROM meta WHERE name = 'store'`).get()?.value);
}

export function ensureStoreId(db: DatabaseSync): void {
  db.prepare(`INSERT INTO meta VALUES ('store', ?) ON CONFLICT DO NOTHING`).run(newStoreId());
}

export function renewStoreId(db: DatabaseSync): void {
  db.prepare(`UPDATE meta SET value = ? WHERE name = 'store'`).run(newStoreId());
}

function newStoreId(): string {
  return randomBytes(4).toString('hex');
}
