import type { Queues } from '@sprk/core';
import { takeInDeadLetters } from './dead-letter-intake.ts';
import type { DeadLetterTable } from './dead-letter-table.ts';
import { queueDepth } from './queue-depth.ts';
import type { Redrive } from './redrive.ts';
import type { SqsConsumer } from './sqs-consumer.ts';
import type { SqsDeps } from './sqs-deps.ts';

export interface SqsQueuesParts {
  readonly sqs: SqsDeps;
  readonly consumer: SqsConsumer;
  readonly letters: DeadLetterTable;
  readonly redrive: Redrive;
}

/** The queues as the backend has them: with their dead letters and their depth. */
export function createSqsQueues({ sqs, consumer, letters, redrive }: SqsQueuesParts): Queues {
  const { oldestAgeSeconds, ...consuming } = consumer;
  return {
    ...consuming,
    async listDeadLetters(page) {
      await takeInDeadLetters(sqs, letters);
      return await letters.list(page);
    },
    redrive: (id, audit) => redrive.redrive(id, audit),
    async depth(queue) {
      const [live, aside, listed] = await Promise.all([
        queueDepth(sqs, sqs.names.queue(queue)),
        queueDepth(sqs, sqs.names.deadLetterQueue(queue)),
        letters.count(queue),
      ]);
      const dead = aside.ready + aside.leased + listed;
      return { ...live, dead, oldestAgeSeconds: oldestAgeSeconds(queue) };
    },
  };
}
