import type { TableName } from './resource-names.ts';

/** A secondary index: keys only, both keys strings; sparse, because only some items have its hash attribute. */
export interface TableIndex {
  readonly name: string;
  readonly hash: string;
  readonly range: string;
}

/**
 * Every table has the string keys `pk` and `sk`, a TTL attribute `expiresAt` (seconds since the epoch), is on demand, and
 * has these indexes. Terraform's messaging-data stack declares the same; a test compares them.
 */
export const TABLE_INDEXES: Readonly<Record<TableName, readonly TableIndex[]>> = {
  lots: [
    { name: 'by-supplier', hash: 'supplier', range: 'id' },
    { name: 'by-status', hash: 'statusShard', range: 'id' },
    { name: 'by-recipient', hash: 'recipient', range: 'id' },
    { name: 'due', hash: 'dueShard', range: 'dueAt' },
  ],
  partners: [],
  events: [],
  operations: [],
  learning: [],
};
