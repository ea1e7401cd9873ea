import type { TableIndex } from '../../packages/adapter-aws/src/table-indexes.ts';
import { type Item, itemBytes } from './item-size.ts';

/** An item before and after a write; undefined where there is none. */
export interface Change {
  readonly before: Item | undefined;
  readonly after: Item | undefined;
}

const UNIT_BYTES = 1024;
/** Prepared and committed. It does not hold for index entries, which cost what they cost outside a transaction. */
const TRANSACTION_FACTOR = 2;

/** Write units of one item in a transaction: the larger of both images counts, and each index entry that comes or goes. */
export function transactionalWriteUnits(change: Change, indexes: readonly TableIndex[]): number {
  const bytes = Math.max(...[change.before, change.after].map((item) => (item ? itemBytes(item) : 0)));
  const entries = indexes.reduce((sum, index) => sum + indexUnits(change, index), 0);
  return TRANSACTION_FACTOR * unitsOf(bytes) + entries;
}

/** Indexes hold keys only, so an entry never changes: the old one goes and another one comes. */
function indexUnits({ before, after }: Change, index: TableIndex): number {
  const [old, fresh] = [entryOf(before, index), entryOf(after, index)];
  if (JSON.stringify(old) === JSON.stringify(fresh)) return 0;
  return [old, fresh].reduce((sum, entry) => sum + (entry ? unitsOf(itemBytes(entry)) : 0), 0);
}

/** The entry of an item in an index, if it has one. */
export function entryOf(item: Item | undefined, { hash, range }: TableIndex): Item | undefined {
  const { pk, sk, [hash]: hashValue, [range]: rangeValue } = item ?? {};
  if (!pk || !sk || !hashValue || !rangeValue) return undefined;
  return { pk, sk, [hash]: hashValue, [range]: rangeValue };
}

function unitsOf(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / UNIT_BYTES));
}
