import type { Page } from '@sprk/core';
import { toCursor } from '@sprk/core/shared/page-cursor';

/**
 * A page of at most `limit` items out of up to limit + 1 rows: one more than asked tells whether there is a next page.
 * @param toPosition The place of a row in the list's order, as its cursor tells it.
 */
export function pageFromRows<R, T>(
  kind: string,
  rows: readonly R[],
  limit: number,
  toItem: (row: R) => T,
  toPosition: (row: R) => string,
): Page<T> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(toItem),
    nextCursor: rows.length > limit && last !== undefined ? toCursor(kind, toPosition(last)) : null,
  };
}
