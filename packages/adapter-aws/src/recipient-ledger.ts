import type { Activity, SlotUsage } from '@sprk/contracts';
import { noActivity, type RecipientLedger } from '@sprk/core';
import { toKg } from '@sprk/core/shared/milligrams';
import { categoryOf } from './activity-sums.ts';
import type { AwsDeps } from './aws-deps.ts';
import { getItems } from './get-items.ts';
import { activityKey, slotKey } from './ledger-keys.ts';
import { sumsOfBands } from './magnitude-bands.ts';
import type { StoredItem } from './unit-part.ts';

export function createAwsRecipientLedger(deps: AwsDeps): RecipientLedger {
  return {
    async slots(keys) {
      const itemKeys = keys.map(({ recipientId, date }) => slotKey(recipientId, date));
      const items = await getItems<StoredItem>(deps, 'partners', itemKeys);
      return keys.map(({ recipientId, date }, index) => slotFromItem(recipientId, date, items[index]));
    },
    async activity(recipientIds) {
      const items = await getItems<StoredItem>(deps, 'partners', recipientIds.map(activityKey));
      return recipientIds.map((id, index) => activityFromItem(id, items[index]));
    },
  };
}

/** Nothing is held when there is no item. */
export function slotFromItem(recipientId: string, date: string, item: StoredItem | undefined): SlotUsage {
  return { recipientId, date, reservedKg: toKg(Number(item?.reservedMg ?? 0)) };
}

/** Nothing happened yet when there is no item. */
export function activityFromItem(recipientId: string, item: StoredItem = {}): Activity {
  const { openOffers, lastAcceptedMs } = item;
  const sums = sumsOfBands(item);
  const byCategory = [...sums].flatMap(([name, sum]) => {
    const category = categoryOf(name);
    return category === undefined ? [] : [[category, sum] as const];
  });
  return {
    ...noActivity(recipientId),
    openOffers: Number(openOffers ?? 0),
    ...(lastAcceptedMs !== undefined && { lastAcceptedAt: new Date(Number(lastAcceptedMs)).toISOString() }),
    ...Object.fromEntries([...sums].filter(([name]) => categoryOf(name) === undefined)),
    fadedAcceptancesByCategory: Object.fromEntries(byCategory),
  };
}
