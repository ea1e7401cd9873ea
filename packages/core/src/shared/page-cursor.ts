import { AppError } from './errors.ts';

/** Wraps a position so that callers cannot take it apart; `kind` keeps cursors of different lists apart. */
export function toCursor(kind: string, position: string): string {
  return btoa(encodeURIComponent(`${kind}:${position}`))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

/** The text inside a cursor; empty for anything that is not one. */
function textOf(cursor: string): string {
  try {
    return decodeURIComponent(atob(cursor.replaceAll('-', '+').replaceAll('_', '/')));
  } catch {
    return '';
  }
}

/** The position in a cursor of that kind; undefined when there is no cursor or it is not readable. */
export function readCursor(kind: string, cursor: string | undefined): string | undefined {
  if (cursor === undefined) return undefined;
  const text = textOf(cursor);
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
