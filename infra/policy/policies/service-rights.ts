import { resourceNames, type TableName } from '@sprk/adapter-aws/resource-names';
import type { QueueName } from '@sprk/contracts';
import type { Service } from '@sprk/core';
import { ACCOUNT } from '../rehearsal/given-values.ts';

/** Action groups, spelled out: a new right anywhere has to be written here, too. */
const ITEMS = [
  'BatchGetItem',
  'BatchWriteItem',
  'ConditionCheckItem',
  'DeleteItem',
  'GetItem',
  'PutItem',
  'Query',
  'UpdateItem',
].map((name) => `dynamodb:${name}`);
const LOOK = ['sqs:GetQueueAttributes', 'sqs:GetQueueUrl'];
const CONSUME = [...LOOK, 'sqs:ChangeMessageVisibility', 'sqs:DeleteMessage', 'sqs:ReceiveMessage'];
const SEND = ['sqs:GetQueueUrl', 'sqs:SendMessage'];
const READ_WEIGHTS = { weights: ['s3:ListBucket'], 'weights/*': ['s3:GetObject'] };
const WRITE_WEIGHTS = { weights: ['s3:ListBucket'], 'weights/*': ['s3:GetObject', 's3:PutObject'] };
const USE_KEY = ['kms:Decrypt', 'kms:GenerateDataKey'];

export type Rights = Readonly<Record<string, readonly string[]>>;

/** What each service may do, by the short name of the resource; nothing else, and nothing less. */
export function rightsOf(service: Service, environment: string): Rights {
  const names = resourceNames(environment);
  const table = (name: TableName) => names.table(name);
  const queue = (name: QueueName) => names.queue(name);
  const dead = (name: QueueName) => names.deadLetterQueue(name);
  const secret = (name: 'internal-webhook' | 'partner-webhook') => ({
    [names.secret(name)]: ['secretsmanager:GetSecretValue'],
  });
  const weights = (rights: Rights) =>
    Object.fromEntries(
      Object.entries(rights).map(([name, actions]) => [
        name.replace('weights', names.weightsBucket(ACCOUNT)),
        actions,
      ]),
    );
  const all: readonly QueueName[] = ['match-requests', 'outcomes', 'notifications'];

  switch (service) {
    case 'backend':
      return {
        ...Object.fromEntries(
          (['lots', 'partners', 'events', 'operations'] as const).map((name) => [table(name), ITEMS]),
        ),
        [`${table('lots')}/index/*`]: ITEMS,
        [names.bus]: ['events:PutEvents'],
        ...Object.fromEntries(
          all.map((name) => [queue(name), [...LOOK, ...SEND, ...(name === 'notifications' ? CONSUME : [])]]),
        ),
        ...Object.fromEntries(all.map((name) => [dead(name), [...CONSUME, ...SEND]])),
        ...weights(WRITE_WEIGHTS),
        ...secret('internal-webhook'),
        ...secret('partner-webhook'),
        'key of data': USE_KEY,
        'key of messaging': USE_KEY,
      };
    case 'matcher':
      return {
        [queue('match-requests')]: CONSUME,
        [dead('match-requests')]: SEND,
        ...weights(READ_WEIGHTS),
        ...secret('internal-webhook'),
        'key of data': ['kms:Decrypt'],
        'key of messaging': USE_KEY,
      };
    case 'cruncher':
      return {
        [table('learning')]: ITEMS,
        [queue('outcomes')]: CONSUME,
        [dead('outcomes')]: SEND,
        ...weights(WRITE_WEIGHTS),
        ...secret('internal-webhook'),
        'key of data': USE_KEY,
        'key of messaging': USE_KEY,
      };
  }
}
