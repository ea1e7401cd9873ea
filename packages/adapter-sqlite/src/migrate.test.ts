import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { temporaryDirectory } from './_open-temporary.ts';
import { APPLICATION_ID, migrate } from './migrate.ts';
import { MIGRATIONS } from './migrations.ts';
import { openWriter } from './open-database.ts';
import { readPragma } from './pragma.ts';

function schemaOf(file: string): unknown {
  const db = new DatabaseSync(file);
  const rows = db.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY name').all();
  db.close();
  return rows;
}

/** Runs the migrations until the n-th statement, and dies. @returns whether it came that far */
function dieAtStatement(file: string, n: number): boolean {
  const db = openWriter(file);
  let statements = 0;
  try {
    migrate(db, file, () => {
      if (statements === n) throw new Error('Killed.');
      statements += 1;
    });
    return false;
  } catch {
    return true;
  } finally {
    // Closing without COMMIT leaves what a killed process would leave.
    db.close();
  }
}

describe('migrate', () => {
  it('starts clean again after being killed at any statement', () => {
    using whole = temporaryDirectory();
    openAndMigrate(whole.file);
    const expected = schemaOf(whole.file);
    let deaths = 0;
    for (let n = 0; ; n += 1) {
      using directory = temporaryDirectory();
      if (!dieAtStatement(directory.file, n)) break;
      deaths += 1;

      openAndMigrate(directory.file);

      expect(schemaOf(directory.file)).toEqual(expected);
    }
    expect(deaths).toBeGreaterThan(MIGRATIONS.flat().length);
  });

  it('stamps the file and does nothing the second time', () => {
    using directory = temporaryDirectory();
    openAndMigrate(directory.file);
    const db = openWriter(directory.file);
    let statements = 0;

    migrate(db, directory.file, () => {
      statements += 1;
    });

    expect(statements).toBe(0);
    expect(readPragma(db, 'application_id')).toBe(APPLICATION_ID);
    expect(readPragma(db, 'user_version')).toBe(MIGRATIONS.length);
    db.close();
  });
});

function openAndMigrate(file: string): void {
  const db = openWriter(file);
  migrate(db, file);
  db.close();
}
