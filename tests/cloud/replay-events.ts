import { PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { AwsClients } from '@sprk/adapter-aws';
import { contentOf, type LogPage } from '@sprk/adapter-aws/page';
import type { DomainEvent } from '@sprk/contracts';
import type { CloudStatus } from './local-cloud.ts';

const PER_CALL = 10;

/**
 * What a replay of the archive does: every event of the log goes to the bus again, as the relay sends it. LocalStack 4.14.0
 * keeps an archive but fails at StartReplay. @returns how many were sent
 */
export async function replayEvents(clients: AwsClients, { bus, tables }: CloudStatus): Promise<number> {
  const events = await storedEvents(clients, tables.find((name) => name.endsWith('-events')) ?? '');
  for (let start = 0; start < events.length; start += PER_CALL) {
    const Entries = events.slice(start, start + PER_CALL).map((event) => ({
      EventBusName: bus,
      Source: 'sprk',
      DetailType: event.type,
      Detail: JSON.stringify(event),
    }));
    const { FailedEntryCount } = await clients.events.send(new PutEventsCommand({ Entries }));
    if (FailedEntryCount) throw new Error(`${FailedEntryCount} events were not taken.`);
  }
  return events.length;
}

async function storedEvents({ dynamo }: AwsClients, TableName: string): Promise<readonly DomainEvent[]> {
  const events: DomainEvent[] = [];
  let ExclusiveStartKey: Record<string, unknown> | undefined;
  do {
    const page = await dynamo.send(
      new QueryCommand({
        TableName,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': 'page' },
        ExclusiveStartKey,
      }),
    );
    events.push(...(page.Items ?? []).flatMap((item) => contentOf(item as LogPage).events));
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
  return events;
}
