import type { QueueName } from '@sprk/contracts';
import type { QueueMessage, Queues } from '@sprk/core';
import type { Arrivals } from './arrivals.ts';

/** The emulator may be busy. */
const ARRIVAL_MS = 20_000;
const WAIT_MS = 1000;

/**
 * The queues for contracts that look right after a commit: what was committed is on its queue first. Whoever waits is
 * not helped.
 */
export function settledQueues(queues: Queues, drain: () => Promise<void>, arrivals: Arrivals): Queues {
  let isGivingBack = false;
  return {
    ...queues,
    async receive(queue, options, signal) {
      if (options.waitMs > 0) {
        const messages = await queues.receive(queue, options, signal);
        isGivingBack ||= signal?.aborted === true;
        return messages;
      }
      await drain();
      const messages: QueueMessage[] = [];
      // A call that was aborted may hold a message for a moment more.
      let waitMs = isGivingBack ? WAIT_MS : 0;
      const untilMs = performance.now() + ARRIVAL_MS;
      do {
        const max = options.max - messages.length;
        messages.push(...(await queues.receive(queue, { ...options, max, waitMs }, signal)));
        waitMs = WAIT_MS;
      } while (isMissing(queue) && messages.length < options.max && performance.now() < untilMs);
      return messages;
    },
    async depth(queue) {
      await drain();
      const untilMs = performance.now() + ARRIVAL_MS;
      for (;;) {
        const depth = await queues.depth(queue);
        if (depth.ready >= arrivals.pending(queue) || performance.now() > untilMs) return depth;
      }
    },
  };

  function isMissing(queue: QueueName): boolean {
    return arrivals.pending(queue) > 0;
  }
}
