import type { AwsDeps } from './aws-deps.ts';
import { getItems } from './get-items.ts';
import type { ItemKey } from './item-key.ts';
import { bodyOf, type PackedItem } from './packed-item.ts';

const MAX_AT_ONCE = 100;

/** What stands behind ids, in their order; loaded in pieces, and no further than it is read. @param wanted how many will probably be read */
export async function* loadByIds<T>(
  deps: AwsDeps,
  ids: AsyncIterable<string>,
  keyOf: (id: string) => ItemKey,
  wanted: number,
): AsyncGenerator<T> {
  // One more tells whether the page is the last.
  const size = Math.min(wanted + 1, MAX_AT_ONCE);
  let part: string[] = [];
  async function load(): Promise<readonly T[]> {
    const items = await getItems<PackedItem>(deps, 'lots', part.map(keyOf));
    part = [];
    return items.flatMap((item) => bodyOf<T>(item) ?? []);
  }
  for await (const id of ids) {
    part.push(id);
    if (part.length === size) yield* await load();
  }
  yield* await load();
}
