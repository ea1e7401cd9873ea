import type { DatabaseSync } from 'node:sqlite';

/** The number that a PRAGMA answers with. */
export function readPragma(db: DatabaseSync, name: string): number {
  const row = db.prepare(`PRAGMA ${name}`).get();
  return Number(Object.values(row ?? {})[0]);
}
