import { BatchGetCommand, type BatchGetCommandOutput } from '@aws-sdk/lib-dynamodb';
import { AppError } from '@sprk/core';
import type { AwsDeps } from './aws-deps.ts';
import { chunks } from './chunks.ts';
import type { ItemKey } from './item-key.ts';
import { pause } from './pause.ts';
import type { TableName } from './resource-names.ts';

const KEYS_PER_CALL = 100;
const MAX_ATTEMPTS = 12;

/**
 * Items as the last commits left them, in the order of the keys, undefined where there is none. A key may come twice.
 * @throws AppError overloaded when the table stays at its limit
 */
export async function getItems<T>(
  deps: AwsDeps,
  table: TableName,
  keys: readonly ItemKey[],
): Promise<readonly (T | undefined)[]> {
  const wanted = new Map(keys.map(({ pk, sk }) => [nameOf({ pk, sk }), { pk, sk }]));
  const found = new Map<string, T>();
  const parts = chunks([...wanted.values()], KEYS_PER_CALL);
  for (const items of await Promise.all(parts.map((part) => getPart(deps, deps.names.table(table), part)))) {
    for (const item of items) found.set(nameOf(item), item as T);
  }
  return keys.map((key) => found.get(nameOf(key)));
}

async function getPart(
  { clients }: AwsDeps,
  table: string,
  keys: readonly ItemKey[],
): Promise<readonly ItemKey[]> {
  const found: ItemKey[] = [];
  let Keys: Record<string, unknown>[] = keys.map((key) => ({ ...key }));
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
    const answer: BatchGetCommandOutput = await clients.dynamo.send(
      new BatchGetCommand({ RequestItems: { [table]: { Keys, ConsistentRead: true } } }),
    );
    found.push(...((answer.Responses?.[table] ?? []) as ItemKey[]));
    Keys = answer.UnprocessedKeys?.[table]?.Keys ?? [];
    if (Keys.length === 0) return found;
    await pause(attempt);
  }
  throw new AppError('overloaded', { detail: 'The table is at its limit.' });
}

function nameOf({ pk, sk }: ItemKey): string {
  return `${pk} ${sk}`;
}
