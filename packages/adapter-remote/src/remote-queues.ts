import { QueueMessages } from '@sprk/contracts';
import type { QueueMessage, Queues } from '@sprk/core';
import { checkerOf } from './checked.ts';
import { type RemoteClient, withSignal } from './remote-client.ts';

/** A message as it came: its event is checked by who reads it, so that one bad event spoils no other message. */
export type RemoteMessage = Omit<QueueMessage, 'event'> & { readonly event: unknown };

export interface RemoteQueues extends Pick<Queues, 'acknowledge' | 'extend' | 'release' | 'deadLetter'> {
  receive(
    queue: QueueMessage['queue'],
    options: { readonly max: number; readonly leaseSeconds: number; readonly waitMs: number },
    signal?: AbortSignal,
  ): Promise<readonly RemoteMessage[]>;
}

const MAX_REASON = 2000;
const PATH = '/internal/v1/queues';
const messagesOf = checkerOf(QueueMessages, `${PATH}/receive`);

export function createRemoteQueues({ post }: RemoteClient): RemoteQueues {
  return {
    async receive(queue, options, signal) {
      const answer = await post(`${PATH}/receive`, { queue, ...options }, withSignal(signal));
      return messagesOf(answer).messages;
    },
    async acknowledge(queue, receipts) {
      if (receipts.length > 0) await post(`${PATH}/acknowledge`, { queue, receipts });
    },
    async extend(queue, receipts, leaseSeconds) {
      if (receipts.length > 0) await post(`${PATH}/extend`, { queue, receipts, leaseSeconds });
    },
    async release(queue, receipt, { delaySeconds, reason }) {
      await post(`${PATH}/release`, { queue, receipt, delaySeconds, reason: reason.slice(0, MAX_REASON) });
    },
    async deadLetter(queue, receipt, reason) {
      await post(`${PATH}/dead-letter`, { queue, receipt, reason: reason.slice(0, MAX_REASON) });
    },
  };
}
