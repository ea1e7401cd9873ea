import type { OfferStatus, OversupplyStatus } from '@sprk/contracts';
import { type ItemKey, padded } from './item-key.ts';
import { shardKeys, shardOf } from './shard.ts';

/** Keys of the table `lots` and of its indexes. */

const SHARDS = 4;
const RECOMMENDATION = 'recommendation#';

export function lotKey(id: string): ItemKey {
  return { pk: `lot#${id}`, sk: 'lot' };
}

export function offerKey(id: string): ItemKey {
  return { pk: `offer#${id}`, sk: 'offer' };
}

/** Beside the lot. Without a round: what the keys of all rounds begin with. */
export function recommendationKey(lotId: string, round?: number): ItemKey {
  return { pk: lotKey(lotId).pk, sk: `${RECOMMENDATION}${round === undefined ? '' : padded(round)}` };
}

/** Hash of the index by-status. Lots and offers share it, and have statuses of the same name. */
export function statusShard(kind: 'lot', status: OversupplyStatus, id: string): string;
export function statusShard(kind: 'offer', status: OfferStatus, id: string): string;
export function statusShard(kind: string, status: string, id: string): string {
  return `${kind}#${status}#${shardOf(id, SHARDS)}`;
}

export function statusShards(kind: 'lot' | 'offer', statuses: readonly string[]): readonly string[] {
  return statuses.flatMap((status) => shardKeys(`${kind}#${status}`, SHARDS));
}

export function dueShard(id: string): string {
  return `due#${shardOf(id, SHARDS)}`;
}

export const DUE_SHARDS = shardKeys('due', SHARDS);

/** The order of text is that of time only for moments that are written alike. @param at RFC 3339 */
export function dueAt(at: string, id: string): string {
  return `${new Date(at).toISOString()}#${id}`;
}
