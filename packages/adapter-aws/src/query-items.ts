import { QueryCommand, type QueryCommandInput, type QueryCommandOutput } from '@aws-sdk/lib-dynamodb';
import type { AwsDeps } from './aws-deps.ts';
import type { TableName } from './resource-names.ts';

export type ItemQuery = Omit<QueryCommandInput, 'TableName' | 'ExclusiveStartKey'>;

/** What a query finds, in its order; asks for more only when it is read on. `Limit` bounds one call, not the whole. */
export async function* queryItems<T>(
  { clients, names }: AwsDeps,
  table: TableName,
  query: ItemQuery,
): AsyncGenerator<T> {
  let ExclusiveStartKey: Record<string, unknown> | undefined;
  do {
    const answer: QueryCommandOutput = await clients.dynamo.send(
      new QueryCommand({ TableName: names.table(table), ...query, ExclusiveStartKey }),
    );
    yield* (answer.Items ?? []) as T[];
    ExclusiveStartKey = answer.LastEvaluatedKey;
  } while (ExclusiveStartKey);
}
