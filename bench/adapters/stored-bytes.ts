import { type DynamoDBClient, ScanCommand, type ScanCommandOutput } from '@aws-sdk/client-dynamodb';
import { TABLES, type TableName } from '../../packages/adapter-aws/src/resource-names.ts';
import { TABLE_INDEXES } from '../../packages/adapter-aws/src/table-indexes.ts';
import type { BenchSystem } from './bench-system.ts';
import { type Item, itemBytes } from './item-size.ts';
import { entryOf } from './write-units.ts';

/** Bytes in all tables: what is kept for good, and what goes by TTL. */
export interface Stored {
  readonly keptBytes: number;
  readonly passingBytes: number;
}

/** DynamoDB adds this to each item, and to each index entry. */
const OVERHEAD_BYTES = 100;

/** Reads every table whole, as nothing else here does. */
export function storedBytes({ clients, names, meter }: BenchSystem): Promise<Stored> {
  const client = clients.dynamo as unknown as DynamoDBClient;
  return meter.within(undefined, async () => {
    let keptBytes = 0;
    let passingBytes = 0;
    for (const table of TABLES) {
      for await (const item of itemsOf(client, names.table(table))) {
        const bytes = withEntries(item, table);
        if (item.expiresAt) passingBytes += bytes;
        else keptBytes += bytes;
      }
    }
    return { keptBytes, passingBytes };
  });
}

async function* itemsOf(client: DynamoDBClient, TableName: string): AsyncGenerator<Item> {
  let from: ScanCommandOutput['LastEvaluatedKey'];
  do {
    const command = new ScanCommand({ TableName, ...(from && { ExclusiveStartKey: from }) });
    const { Items = [], LastEvaluatedKey }: ScanCommandOutput = await client.send(command);
    yield* Items;
    from = LastEvaluatedKey;
  } while (from);
}

function withEntries(item: Item, table: TableName): number {
  const entries = TABLE_INDEXES[table]
    .map((index) => entryOf(item, index))
    .filter((entry) => entry !== undefined);
  return [item, ...entries].reduce((sum, one) => sum + itemBytes(one) + OVERHEAD_BYTES, 0);
}
