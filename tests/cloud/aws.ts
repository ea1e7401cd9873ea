import { GetQueueAttributesCommand, GetQueueUrlCommand } from '@aws-sdk/client-sqs';
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
