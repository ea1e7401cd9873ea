import { unpack } from './packed.ts';

/** What all items have that hold something whole. */
export interface PackedItem {
  readonly body: Uint8Array;
}

/** What an item holds, as it was put in. */
export function bodyOf<T>(item: PackedItem | undefined): T | undefined {
  return item && unpack<T>(item.body);
}
