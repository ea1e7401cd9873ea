import type { Page, PageRequest } from '@sprk/core';
import { toCursor } from '@sprk/core/shared/page-cursor';

/**
 * The first `limit` of a list, with a cursor to what follows: the id of the last one shown.
 * @param items From behind the request's cursor on, in the list's order. It is read no further than needed.
 */
export async function pageOf<T extends { readonly id: string }>(
  kind: string,
  { limit }: PageRequest,
  items: AsyncIterable<T>,
): Promise<Page<T>> {
  const shown: T[] = [];
  for await (const item of items) {
    if (shown.length === limit) return { items: shown, nextCursor: toCursor(kind, shown.at(-1)?.id ?? '') };
    shown.push(item);
  }
  return { items: shown, nextCursor: null };
}
