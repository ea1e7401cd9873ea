import type { QueueName } from '@sprk/contracts';
import { QUEUES, type QueueMessage, type Queues } from '@sprk/core';
import { LeasedQueue } from './leased-queue.ts';
import type { ReceiveOptions } from './receive-messages.ts';
import type { SqsDeps } from './sqs-deps.ts';
import { unlessAborted } from './unless-aborted.ts';

/** The queues for a process that takes messages: it needs no rights but on its queue and its dead-letter queue. */
export type SqsConsumer = Pick<Queues, 'receive' | 'acknowledge' | 'extend' | 'release' | 'deadLetter'> & {
  /** How long the oldest message that this process has on lease has been in the queue, s. */
  oldestAgeSeconds(queue: QueueName): number;
};

/** SQS waits whole seconds: less than half of one is not worth a call. */
const LEAST_WAIT_MS = 500;

/** @param closed aborted: waiting receivers get nothing any more. */
export function createSqsConsumer(deps: SqsDeps, closed: AbortSignal): SqsConsumer {
  const queues = new Map(QUEUES.map(({ name }) => [name, new LeasedQueue(deps, name)]));
  const at = (name: QueueName): LeasedQueue => {
    const queue = queues.get(name);
    if (!queue) throw new RangeError(`Unknown queue: ${name}.`);
    return queue;
  };
  return {
    async receive(name, options, signal) {
      const queue = at(name);
      const over = signal ? [signal, closed] : [closed];
      const untilMs = performance.now() + options.waitMs;
      for (let waitMs = options.waitMs; ; waitMs = untilMs - performance.now()) {
        const messages = await poll(queue, { ...options, waitMs: Math.max(waitMs, 0) }, over);
        const isOver = over.some(({ aborted }) => aborted) || untilMs - performance.now() < LEAST_WAIT_MS;
        if (messages.length > 0 || isOver) return messages;
      }
    },
    acknowledge: (name, receipts) => at(name).acknowledge(receipts),
    extend: (name, receipts, leaseSeconds) => at(name).extend(receipts, leaseSeconds),
    release: (name, receipt, { delaySeconds, reason }) => at(name).release(receipt, delaySeconds, reason),
    deadLetter: (name, receipt, reason) => at(name).deadLetter(receipt, reason),
    oldestAgeSeconds: (name) => at(name).oldestAgeSeconds(),
  };

  /** A call that waits cannot be called off without losing what it may bring: it ends alone and gives that back. */
  async function poll(
    queue: LeasedQueue,
    options: ReceiveOptions,
    over: readonly AbortSignal[],
  ): Promise<readonly QueueMessage[]> {
    if (over.some(({ aborted }) => aborted)) return [];
    const polling = queue.receive(options);
    const messages = await unlessAborted(polling, over);
    if (messages) return messages;
    void polling.then((late) => queue.giveBack(late.map(({ receipt }) => receipt))).catch(deps.onError);
    return [];
  }
}
