import type { RecipientLedger } from '@sprk/core';
import { toKg } from '@sprk/core/shared/milligrams';
import { activityFromRow } from './activity-ledger.ts';
import { packId } from './packed-id.ts';
import type { Store } from './store.ts';

export function createSqliteRecipientLedger({ reader }: Store): RecipientLedger {
  const readSlot = reader.prepare('SELECT mg FROM slots WHERE recipient = ? AND date = ?');
  const readActivity = reader.prepare('SELECT body FROM activity WHERE recipient = ?');
  return {
    async slots(keys) {
      return keys.map(({ recipientId, date }) => {
        const row = readSlot.get(packId('rec', recipientId), date);
        return { recipientId, date, reservedKg: toKg(Number(row?.mg ?? 0)) };
      });
    },
    async activity(recipientIds) {
      return recipientIds.map((id) => activityFromRow(id, readActivity.get(packId('rec', id))));
    },
  };
}
