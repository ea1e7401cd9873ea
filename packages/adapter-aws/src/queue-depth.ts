import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import type { SqsDeps } from './sqs-deps.ts';

/** How many messages a queue holds, by SQS's own count, which may be some seconds old. */
export async function queueDepth(
  { sqs, urls }: SqsDeps,
  name: string,
): Promise<{ readonly ready: number; readonly leased: number }> {
  const { Attributes = {} } = await sqs.send(
    new GetQueueAttributesCommand({
      QueueUrl: await urls.of(name),
      AttributeNames: [
        'ApproximateNumberOfMessages',
        'ApproximateNumberOfMessagesNotVisible',
        'ApproximateNumberOfMessagesDelayed',
      ],
    }),
  );
  const { ApproximateNumberOfMessages: ready, ApproximateNumberOfMessagesNotVisible: leased } = Attributes;
  return {
    ready: Number(ready ?? 0),
    leased: Number(leased ?? 0) + Number(Attributes.ApproximateNumberOfMessagesDelayed ?? 0),
  };
}
