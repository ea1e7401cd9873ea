import type { Page, PageRequest } from '@sprk/core';
import { toCursor } from '@sprk/core/shared/page-cursor';

/**
 * The first `limit` of what `ids` finds, cloned, with a cursor to what follows.
 * @param ids From behind the cursor on, in the list's order.
 * @param find Undefined for an id that the list leaves out.
 */
export function toPage<T>(
  kind: string,
  request: PageRequest,
  ids: Iterable<string>,
  find: (id: string) => T | undefined,
): Page<T> {
  const items: T[] = [];
  let last = '';
  for (const id of ids) {
    const item = find(id);
    if (item === undefined) continue;
    if (items.length === request.limit) return { items, nextCursor: toCursor(kind, last) };
    items.push(structuredClone(item));
    last = id;
  }
  return { items, nextCursor: null };
}
