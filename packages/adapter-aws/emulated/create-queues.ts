import { CreateQueueCommand, DeleteQueueCommand } from '@aws-sdk/client-sqs';
import { QUEUES } from '@sprk/core';
import type { AwsClients } from '../src/clients.ts';
import type { ResourceNames } from '../src/resource-names.ts';

const REGION = 'eu-central-1';

export interface CreatedQueues {
  readonly accountId: string;
  readonly urls: readonly string[];
}

/** The queues, each with its dead-letter queue, and the one for what EventBridge cannot deliver. */
export async function createQueues({ sqs }: AwsClients, names: ResourceNames): Promise<CreatedQueues> {
  const urls: string[] = [];
  const create = async (QueueName: string, Attributes: Record<string, string> = {}) => {
    const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName, Attributes }));
    urls.push(QueueUrl);
    return QueueUrl;
  };
  const accountId = accountOf(await create(undeliveredQueue(names)));
  await Promise.all(
    QUEUES.map(async ({ name, maxReceives, leaseSeconds }) => {
      await create(names.deadLetterQueue(name));
      const deadLetterTargetArn = queueArn(accountId, names.deadLetterQueue(name));
      const RedrivePolicy = JSON.stringify({ deadLetterTargetArn, maxReceiveCount: maxReceives });
      await create(names.queue(name), { VisibilityTimeout: String(leaseSeconds), RedrivePolicy });
    }),
  );
  return { accountId, urls };
}

export async function deleteQueues({ sqs }: AwsClients, urls: readonly string[]): Promise<void> {
  await Promise.all(urls.map((QueueUrl) => sqs.send(new DeleteQueueCommand({ QueueUrl }))));
}

export function queueArn(accountId: string, queue: string): string {
  return `arn:aws:sqs:${REGION}:${accountId}:${queue}`;
}

export function undeliveredQueue({ prefix }: ResourceNames): string {
  return `${prefix}-undelivered-dlq`;
}

/** A queue's URL ends with the account and the name. */
function accountOf(queueUrl: string): string {
  return new URL(queueUrl).pathname.split('/').at(-2) ?? '';
}
