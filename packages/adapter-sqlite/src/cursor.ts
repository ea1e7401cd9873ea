import { AppError } from '@sprk/core';

/** Wraps a position so that callers cannot take it apart; `kind` keeps cursors of different lists apart. */
export function toCursor(kind: string, position: string): string {
  return Buffer.from(`${kind}:${position}`).toString('base64url');
}

/** The position in a cursor of that kind; undefined when there is no cursor or it is not readable. */
export function readCursor(kind: string, cursor: string | undefined): string | undefined {
  if (cursor === undefined) return undefined;
  const text = Buffer.from(cursor, 'base64url').toString();
  return text.startsWith(`${kind}:`) && toCursor(kind, text.slice(kind.length + 1)) === cursor
    ? text.slice(kind.length + 1)
    : undefined;
}

/** @throws AppError validation_failed for a cursor of another list or a made-up one. */
export function parseCursor(kind: string, cursor: string | undefined): string | undefined {
  const position = readCursor(kind, cursor);
  if (cursor !== undefined && position === undefined) {
    throw new AppError('validation_failed', {
      detail: 'The cursor is not one of this list.',
      errors: [{ path: 'cursor', message: 'is not one of this list' }],
    });
  }
  return position;
}
