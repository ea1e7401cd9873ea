import { SendMessageCommand } from '@aws-sdk/client-sqs';
import type { QueueName } from '@sprk/contracts';
import type { SqsDeps } from './sqs-deps.ts';

/** Names of the attributes that tell why a message is dead. */
export const REASON = 'reason';
export const RECEIVE_COUNT = 'receiveCount';

const MAX_REASON = 2000;
/** What SQS does not take in text. */
const FORBIDDEN = /[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/** Puts the text of a message into the dead-letter queue of its queue, with the reason. */
export async function sendDeadLetter(
  { sqs, urls, names }: SqsDeps,
  queue: QueueName,
  letter: { readonly body: string; readonly receiveCount: number; readonly reason: string },
): Promise<void> {
  const reason = letter.reason.slice(0, MAX_REASON).replace(FORBIDDEN, ' ') || 'no reason given';
  await sqs.send(
    new SendMessageCommand({
      QueueUrl: await urls.of(names.deadLetterQueue(queue)),
      MessageBody: letter.body,
      MessageAttributes: {
        [REASON]: { DataType: 'String', StringValue: reason },
        [RECEIVE_COUNT]: { DataType: 'Number', StringValue: String(letter.receiveCount) },
      },
    }),
  );
}
