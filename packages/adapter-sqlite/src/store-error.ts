export type StoreErrorCode =
  | 'sqlite_too_old'
  | 'damaged'
  | 'not_a_database'
  | 'foreign_database'
  | 'newer_schema'
  | 'not_writable'
  | 'in_use'
  | 'exists'
  | 'missing';

/** The store cannot be opened, read or copied; the message is one line and says what to do. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}

/** Primary result codes of SQLite, https://sqlite.org/rescode.html */
export const SQLITE = {
  error: 1,
  readonly: 8,
  busy: 5,
  ioerr: 10,
  corrupt: 11,
  full: 13,
  cantopen: 14,
  notadb: 26,
};

/** The primary result code of an error of node:sqlite, undefined for any other error. */
export function sqliteCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number')
    return undefined;
  return error.errcode & 0xff;
}

/** Says in one line what is wrong with the file, for the errors that a person has to act on. */
export function toStoreError(error: unknown, file: string): unknown {
  switch (sqliteCode(error)) {
    case SQLITE.corrupt:
      return new StoreError(
        'damaged',
        `${file} is damaged: restore a backup, or copy out what is readable with the sqlite3 shell (.recover).`,
        { cause: error },
      );
    case SQLITE.notadb:
      return new StoreError(
        'not_a_database',
        `${file} is not a database: choose another data directory, or move the file away.`,
        { cause: error },
      );
    case SQLITE.readonly:
    case SQLITE.cantopen:
      return new StoreError(
        'not_writable',
        `${file} cannot be written: check that the directory exists and belongs to the user of this process.`,
        { cause: error },
      );
    default:
      return error;
  }
}
