import type { ItemKey } from './item-key.ts';
import { shardKeys, shardOf } from './shard.ts';

/** Keys of what recipients have and did, in the table `partners`. */

const SHARDS = 16;

export const SLOT_PARTITIONS = shardKeys('slot', SHARDS);
export const ACTIVITY_PARTITIONS = shardKeys('activity', SHARDS);

export function slotKey(recipientId: string, date: string): ItemKey {
  return { pk: `slot#${shardOf(recipientId, SHARDS)}`, sk: `${recipientId} ${date}` };
}

export function activityKey(recipientId: string): ItemKey {
  return { pk: `activity#${shardOf(recipientId, SHARDS)}`, sk: recipientId };
}
