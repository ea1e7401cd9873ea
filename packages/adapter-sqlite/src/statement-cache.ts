import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** Prepares each text once. For SQL that is put together from a few parts, never from what a caller sent. */
export function createStatementCache(db: DatabaseSync): (sql: string) => StatementSync {
  const statements = new Map<string, StatementSync>();
  return (sql) => {
    const known = statements.get(sql);
    if (known) return known;
    const statement = db.prepare(sql);
    statements.set(sql, statement);
    return statement;
  };
}
