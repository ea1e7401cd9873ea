import type { DirectoryEntry } from '@sprk/contracts';
import type { AwsDeps } from './aws-deps.ts';
import { itemKeyOf, POLICY_ENTRY } from './directory-key.ts';
import { getItems } from './get-items.ts';
import type { ItemKey } from './item-key.ts';
import { unpack } from './packed.ts';
import { readPolicy } from './policy-store.ts';
import { activityFromItem, slotFromItem } from './recipient-ledger.ts';
import type { StoredItem } from './unit-part.ts';

/** The latest state of what was touched. What is not there any more, such as the slot of a past day, is left out. */
export async function loadEntries(
  deps: AwsDeps,
  touched: readonly string[],
): Promise<readonly DirectoryEntry[]> {
  const entries = [...new Set(touched)];
  const keys = entries.flatMap((entry) => itemKeyOf(entry) ?? []);
  const [items, policy] = await Promise.all([
    getItems<StoredItem & ItemKey>(deps, 'partners', keys),
    entries.includes(POLICY_ENTRY) ? [await policyEntry(deps)] : [],
  ]);
  return [...items.flatMap((item) => (item ? entryFromItem(item) : [])), ...policy];
}

export async function policyEntry(deps: AwsDeps): Promise<DirectoryEntry> {
  return { kind: 'policy', policy: await readPolicy(deps) };
}

/** @param item of the table `partners`, of a partition that the directory shows */
export function entryFromItem(item: StoredItem & ItemKey): DirectoryEntry {
  const { pk, sk } = item;
  const kind = pk.slice(0, pk.indexOf('#'));
  switch (kind) {
    case 'supplier':
      return { kind, supplier: unpack(item.body as Uint8Array) };
    case 'recipient':
      return { kind, recipient: unpack(item.body as Uint8Array) };
    case 'activity':
      return { kind, activity: activityFromItem(sk, item) };
    case 'slot': {
      const [recipientId = '', date = ''] = sk.split(' ');
      return { kind, slot: slotFromItem(recipientId, date, item) };
    }
    default:
      throw new Error(`The directory has no entries of the partition ${pk}.`);
  }
}
