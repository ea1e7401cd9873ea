import type { ItemKey } from './item-key.ts';
import { shardKeys, shardOf } from './shard.ts';

export type PartnerKind = 'supplier' | 'recipient';

const SHARDS = 8;

export function partnerKey(kind: PartnerKind, id: string): ItemKey {
  return { pk: `${kind}#${shardOf(id, SHARDS)}`, sk: id };
}

export function partnerPartitions(kind: PartnerKind): readonly string[] {
  return shardKeys(kind, SHARDS);
}

/** An externalId belongs to one partner of a kind. */
export function externalKey(kind: PartnerKind, externalId: string): ItemKey {
  return { pk: `external#${kind}#${externalId}`, sk: 'external' };
}
