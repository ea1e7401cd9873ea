import type { ItemKey } from './item-key.ts';
import { activityKey, slotKey } from './ledger-keys.ts';
import { partnerKey } from './partner-keys.ts';

/** What units of work note of directory entries that they touched: text, because it is kept in the log. */

export const POLICY_ENTRY = 'policy';

export function partnerEntry(kind: 'supplier' | 'recipient', id: string): string {
  return `${kind} ${id}`;
}

export function slotEntry(recipientId: string, date: string): string {
  return `slot ${recipientId} ${date}`;
}

export function activityEntry(recipientId: string): string {
  return `activity ${recipientId}`;
}

/** The item of the table `partners` behind an entry; the policy is none of them. */
export function itemKeyOf(entry: string): ItemKey | undefined {
  const [kind, id = '', date = ''] = entry.split(' ');
  switch (kind) {
    case 'supplier':
    case 'recipient':
      return partnerKey(kind, id);
    case 'slot':
      return slotKey(id, date);
    case 'activity':
      return activityKey(id);
    default:
      return undefined;
  }
}
