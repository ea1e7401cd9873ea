import { type Message, ReceiveMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { SQS_BATCH } from './sqs-batches.ts';

export interface ReceiveOptions {
  readonly max: number;
  readonly leaseSeconds: number;
  readonly waitMs: number;
}

/** The longest wait of one call, s. */
const MAX_WAIT_SECONDS = 20;
const CALLS_AT_ONCE = 8;

/**
 * Up to `max` messages of a queue. One call waits for the first ones; when it comes back full, more calls follow, twice
 * as many at once each time, so that few messages cost one call and a backlog costs little time.
 */
export async function receiveMessages(
  sqs: SQSClient,
  QueueUrl: string,
  { max, leaseSeconds, waitMs }: ReceiveOptions,
): Promise<readonly Message[]> {
  const receiveOnce = async (limit: number, WaitTimeSeconds: number) => {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl,
        MaxNumberOfMessages: limit,
        WaitTimeSeconds,
        VisibilityTimeout: leaseSeconds,
        MessageSystemAttributeNames: ['ApproximateReceiveCount', 'SentTimestamp'],
      }),
    );
    return Messages;
  };
  const waitSeconds = Math.min(Math.round(waitMs / 1000), MAX_WAIT_SECONDS);
  const messages = await receiveOnce(Math.min(max, SQS_BATCH), waitSeconds);
  let isFull = messages.length === SQS_BATCH;
  for (let width = 1; isFull && messages.length < max; width = Math.min(width * 2, CALLS_AT_ONCE)) {
    const limits = limitsOf(max - messages.length).slice(0, width);
    // A call that fails here must not lose the messages of the others.
    const rounds = await Promise.all(limits.map((limit) => receiveOnce(limit, 0).catch(() => [])));
    messages.push(...rounds.flat());
    isFull = rounds.every((round, index) => round.length === limits[index]);
  }
  return messages;
}

/** How many to ask for in each of the calls that bring `count` messages. */
function limitsOf(count: number): readonly number[] {
  return Array.from({ length: Math.ceil(count / SQS_BATCH) }, (_, call) =>
    Math.min(SQS_BATCH, count - call * SQS_BATCH),
  );
}
