import { ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { ListEventBusesCommand } from '@aws-sdk/client-eventbridge';
import { GetObjectCommand, ListBucketsCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { GetQueueAttributesCommand, GetQueueUrlCommand, ListQueuesCommand } from '@aws-sdk/client-sqs';
import { type AwsClients, createAwsClients } from '@sprk/adapter-aws';

/** Clients of the emulator at AWS_ENDPOINT_URL. */
export function emulatedClients(): AwsClients {
  process.env.AWS_ACCESS_KEY_ID ??= 'test';
  process.env.AWS_SECRET_ACCESS_KEY ??= 'test';
  const endpoint = process.env.AWS_ENDPOINT_URL ?? 'http://localhost:4566';
  return createAwsClients({ region: 'eu-central-1', endpoint });
}

export async function queueUrl({ sqs }: AwsClients, QueueName: string): Promise<string> {
  return (await sqs.send(new GetQueueUrlCommand({ QueueName }))).QueueUrl ?? '';
}

const COUNTS = [
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesNotVisible',
  'ApproximateNumberOfMessagesDelayed',
] as const;

/** Messages in a queue, those on lease included. */
export async function waitingIn(clients: AwsClients, name: string): Promise<number> {
  const { Attributes = {} } = await clients.sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: await queueUrl(clients, name), AttributeNames: ['All'] }),
  );
  return COUNTS.reduce((sum, count) => sum + Number(Attributes[count] ?? 0), 0);
}

/** The text of every object in a bucket, by its key. */
export async function statesIn({ s3 }: AwsClients, Bucket: string): Promise<ReadonlyMap<string, string>> {
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket }));
  const texts = new Map<string, string>();
  for (const { Key = '' } of Contents) {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
    texts.set(Key, (await Body?.transformToString()) ?? '');
  }
  return texts;
}

/** Names of all tables, queues, buses and buckets of the account. */
export async function leftOvers({ dynamo, sqs, events, s3 }: AwsClients): Promise<readonly string[]> {
  const { TableNames = [] } = await dynamo.send(new ListTablesCommand({}));
  const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({}));
  const { EventBuses = [] } = await events.send(new ListEventBusesCommand({}));
  const { Buckets = [] } = await s3.send(new ListBucketsCommand({}));
  return [
    ...TableNames.map((name) => `table ${name}`),
    ...QueueUrls.map((url) => `queue ${url}`),
    ...EventBuses.map(({ Name }) => `bus ${Name}`),
    ...Buckets.map(({ Name }) => `bucket ${Name}`),
  ].sort();
}
