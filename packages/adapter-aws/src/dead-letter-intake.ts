import { GetQueueAttributesCommand, type Message, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import type { QueueName } from '@sprk/contracts';
import { QUEUES, queueNamed } from '@sprk/core';
import { REASON, RECEIVE_COUNT } from './dead-letter-sender.ts';
import { DeadLetterTable, type StoredLetter } from './dead-letter-table.ts';
import { deleteMessages, SQS_BATCH } from './sqs-batches.ts';
import type { SqsDeps } from './sqs-deps.ts';

/** Calls for one queue and one look: more letters come in with the next look. */
const MAX_CALLS = 20;
/** Long enough to write ten letters; after a crash they come in then. */
const LEASE_SECONDS = 30;

/** Takes over what lies in the dead-letter queues into the table: stored first, then deleted there. */
export async function takeInDeadLetters(deps: SqsDeps, table: DeadLetterTable): Promise<void> {
  await Promise.all(QUEUES.map(({ name }) => takeIn(deps, table, name)));
}

async function takeIn(deps: SqsDeps, table: DeadLetterTable, queue: QueueName): Promise<void> {
  const { sqs, urls, names } = deps;
  const QueueUrl = await urls.of(names.deadLetterQueue(queue));
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['ApproximateNumberOfMessages'] }),
  );
  let waiting = Number(Attributes?.ApproximateNumberOfMessages ?? 0);
  for (let call = 0; waiting > 0 && call < MAX_CALLS; call += 1) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl,
        MaxNumberOfMessages: SQS_BATCH,
        // Without a wait only some of SQS's servers are asked, and few letters are easily missed.
        WaitTimeSeconds: 1,
        VisibilityTimeout: LEASE_SECONDS,
        MessageSystemAttributeNames: ['SentTimestamp'],
        MessageAttributeNames: [REASON, RECEIVE_COUNT],
      }),
    );
    if (Messages.length === 0) return;
    await Promise.all(Messages.map((message) => table.put(letterOf(queue, message, deps.clock.now()))));
    await deleteMessages(
      sqs,
      QueueUrl,
      Messages.map(({ ReceiptHandle = '' }) => ReceiptHandle),
    );
    waiting -= Messages.length;
  }
}

/** SQS moves a message here by itself when its deliveries are used up; then it tells neither why nor when. */
function letterOf(queue: QueueName, message: Message, nowMs: number): StoredLetter {
  const { MessageId = '', Body = '', Attributes, MessageAttributes } = message;
  const sentAtMs = Number(Attributes?.SentTimestamp ?? nowMs);
  const reason = MessageAttributes?.[REASON]?.StringValue;
  const { maxReceives } = queueNamed(queue);
  return {
    id: DeadLetterTable.idOf(sentAtMs, MessageId),
    queue,
    deadAt: new Date(reason === undefined ? nowMs : sentAtMs).toISOString(),
    reason: reason ?? `No answer to ${maxReceives} deliveries.`,
    receiveCount: Number(MessageAttributes?.[RECEIVE_COUNT]?.StringValue ?? maxReceives),
    text: Body,
  };
}
