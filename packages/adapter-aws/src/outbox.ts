import {
  BatchWriteCommand,
  type BatchWriteCommandInput,
  type BatchWriteCommandOutput,
  QueryCommand,
} from '@aws-sdk/lib-dynamodb';
import { AppError } from '@sprk/core';
import type { AwsDeps } from './aws-deps.ts';
import { chunks } from './chunks.ts';
import type { Effects, TotalsDelta } from './effects.ts';
import type { ItemKey } from './item-key.ts';
import type { OutboxKeys } from './outbox-keys.ts';
import { pack } from './packed.ts';
import { pause } from './pause.ts';
import { shardKeys, shardOf } from './shard.ts';

/** One unit of work's effects, waiting to be put into a page. */
export interface OutboxItem extends ItemKey {
  /** Packed `{events, touched}`. */
  readonly body: Uint8Array;
  readonly counts: TotalsDelta;
}

/** A partition takes about 1000 write units a second; a unit of work costs three here. */
const SHARDS = 4;
const BATCH = 25;
/** A page with this unit alone stays below the 400 kB of an item. */
const MAX_BODY_BYTES = 380_000;
const MAX_ATTEMPTS = 12;

export class Outbox {
  readonly #deps: AwsDeps;
  readonly #keys: OutboxKeys;
  readonly table: string;

  constructor(deps: AwsDeps, keys: OutboxKeys) {
    this.#deps = deps;
    this.#keys = keys;
    this.table = deps.names.table('events');
  }

  /**
   * The item that carries the effects of a unit, to be written in the unit's own transaction.
   * @throws RangeError for more than fits into a page: it would stand in the way of all that follows.
   */
  item({ events, touched, counts }: Effects): OutboxItem {
    const body = pack({ events, touched });
    if (body.length > MAX_BODY_BYTES) throw new RangeError(`A unit of work tells ${body.length} bytes.`);
    const sk = this.#keys.next();
    const pk = `outbox#${shardOf(sk, SHARDS)}`;
    return { pk, sk, body, counts };
  }

  /** What waits, in the order of its keys; at most `limit` of each shard, and `more` when that was not all. */
  async list(limit: number): Promise<{ readonly items: readonly OutboxItem[]; readonly more: boolean }> {
    const shards = await Promise.all(shardKeys('outbox', SHARDS).map((pk) => this.#listShard(pk, limit)));
    // Behind the last key of a shard that was cut off, older units may be missing.
    const ends = shards.filter((items) => items.length === limit).map((items) => items.at(-1)?.sk ?? '');
    const items = shards.flat().filter(({ sk }) => ends.every((end) => sk <= end));
    return { items: items.sort((a, b) => (a.sk < b.sk ? -1 : 1)), more: ends.length > 0 };
  }

  async #listShard(pk: string, limit: number): Promise<readonly OutboxItem[]> {
    const { Items = [] } = await this.#deps.clients.dynamo.send(
      new QueryCommand({
        TableName: this.table,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': pk },
        ConsistentRead: true,
        Limit: limit,
      }),
    );
    return Items as OutboxItem[];
  }

  /** Removes items that a page holds. Removing one again does nothing. */
  async remove(keys: readonly ItemKey[]): Promise<void> {
    await Promise.all(chunks(keys, BATCH).map((batch) => this.#removeBatch(batch)));
  }

  async #removeBatch(keys: readonly ItemKey[]): Promise<void> {
    const deletions = keys.map(({ pk, sk }) => ({ DeleteRequest: { Key: { pk, sk } } }));
    let RequestItems: BatchWriteCommandInput['RequestItems'] = { [this.table]: deletions };
    for (let attempt = 1; ; attempt += 1) {
      const answer: BatchWriteCommandOutput = await this.#deps.clients.dynamo.send(
        new BatchWriteCommand({ RequestItems }),
      );
      RequestItems = answer.UnprocessedItems ?? {};
      if (Object.keys(RequestItems).length === 0) return;
      if (attempt === MAX_ATTEMPTS)
        throw new AppError('overloaded', { detail: 'The table is at its limit.' });
      await pause(attempt);
    }
  }
}
