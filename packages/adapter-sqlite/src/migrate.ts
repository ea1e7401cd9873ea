import type { DatabaseSync } from 'node:sqlite';
import { MIGRATIONS } from './migrations.ts';
import { readPragma } from './pragma.ts';
import { StoreError } from './store-error.ts';

/** Tells our files from those of other programs: "SpRk". */
export const APPLICATION_ID = 0x5370526b;

/**
 * Brings the schema up to date. Each step is one transaction together with its number, so a process that dies at any
 * statement leaves the file at a whole step.
 * @param beforeStatement For tests: runs before each statement; what it throws ends the step like a crash.
 * @throws StoreError foreign_database, newer_schema
 */
export function migrate(db: DatabaseSync, file: string, beforeStatement: () => void = () => {}): void {
  const version = readPragma(db, 'user_version');
  refuseForeign(db, file, version);
  for (let step = version; step < MIGRATIONS.length; step += 1) {
    const statements = [
      'BEGIN IMMEDIATE',
      ...(MIGRATIONS[step] ?? []),
      `PRAGMA application_id = ${APPLICATION_ID}`,
      `PRAGMA user_version = ${step + 1}`,
      'COMMIT',
    ];
    for (const statement of statements) {
      beforeStatement();
      db.exec(statement);
    }
  }
}

function refuseForeign(db: DatabaseSync, file: string, version: number): void {
  const isNew = version === 0 && readPragma(db, 'schema_version') === 0;
  if (!isNew && readPragma(db, 'application_id') !== APPLICATION_ID) {
    throw new StoreError(
      'foreign_database',
      `${file} belongs to another program: choose another data directory.`,
    );
  }
  if (version > MIGRATIONS.length) {
    throw new StoreError(
      'newer_schema',
      `${file} was written by a newer release (schema ${version}, this one knows ${MIGRATIONS.length}): start that release, or restore a backup from before.`,
    );
  }
}
