import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { AwsDeps } from './aws-deps.ts';
import type { ItemKey } from './item-key.ts';
import type { TableName } from './resource-names.ts';

/** An item as the last commit left it. */
export async function getItem<T>(
  { clients, names }: AwsDeps,
  table: TableName,
  { pk, sk }: ItemKey,
): Promise<T | undefined> {
  const { Item } = await clients.dynamo.send(
    new GetCommand({ TableName: names.table(table), Key: { pk, sk }, ConsistentRead: true }),
  );
  return Item as T | undefined;
}
