import { CreateTableCommand, DeleteTableCommand } from '@aws-sdk/client-dynamodb';
import type { AwsClients } from '../src/clients.ts';
import { type ResourceNames, TABLES, type TableName } from '../src/resource-names.ts';
import { TABLE_INDEXES, type TableIndex } from '../src/table-indexes.ts';

const KEYS = { hash: 'pk', range: 'sk' };

/** All tables with their indexes. Emulators have them ready at once, so nothing is waited for. */
export async function createTables({ dynamo }: AwsClients, names: ResourceNames): Promise<void> {
  await Promise.all(TABLES.map((table) => dynamo.send(new CreateTableCommand(definition(names, table)))));
}

export async function deleteTables({ dynamo }: AwsClients, names: ResourceNames): Promise<void> {
  await Promise.all(
    TABLES.map((table) => dynamo.send(new DeleteTableCommand({ TableName: names.table(table) }))),
  );
}

function definition(names: ResourceNames, table: TableName) {
  const indexes = TABLE_INDEXES[table];
  const attributes = new Set([KEYS, ...indexes].flatMap(({ hash, range }) => [hash, range]));
  return {
    TableName: names.table(table),
    BillingMode: 'PAY_PER_REQUEST' as const,
    AttributeDefinitions: [...attributes].map((name) => ({
      AttributeName: name,
      AttributeType: 'S' as const,
    })),
    KeySchema: keySchema(KEYS),
    ...(indexes.length > 0 && {
      GlobalSecondaryIndexes: indexes.map((index) => ({
        IndexName: index.name,
        KeySchema: keySchema(index),
        Projection: { ProjectionType: 'KEYS_ONLY' as const },
      })),
    }),
  };
}

function keySchema({ hash, range }: Pick<TableIndex, 'hash' | 'range'>) {
  return [
    { AttributeName: hash, KeyType: 'HASH' as const },
    { AttributeName: range, KeyType: 'RANGE' as const },
  ];
}
