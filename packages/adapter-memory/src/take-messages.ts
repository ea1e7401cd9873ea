import type { QueueName } from '@sprk/contracts';
import { type QueueMessage, queueNamed } from '@sprk/core';
import { type MemoryState, type QueueEntry, queueOf } from './memory-state.ts';

export interface TakeOptions {
  readonly max: number;
  readonly leaseSeconds: number;
  readonly nowMs: number;
  readonly bury: (queue: QueueName, entry: QueueEntry, reason: string) => void;
}

/** Leases up to `max` visible messages, oldest first; sets those aside that were delivered too often. */
export function takeMessages(
  state: MemoryState,
  queue: QueueName,
  { max, leaseSeconds, nowMs, bury }: TakeOptions,
): {
  readonly messages: readonly QueueMessage[] /** When the next hidden one shows. */;
  readonly nextAtMs: number;
} {
  const { maxReceives } = queueNamed(queue);
  const messages: QueueMessage[] = [];
  let nextAtMs = Number.POSITIVE_INFINITY;
  for (const entry of queueOf(state, queue).values()) {
    if (messages.length === max) break;
    if (entry.visibleAtMs > nowMs) {
      nextAtMs = Math.min(nextAtMs, entry.visibleAtMs);
    } else if (entry.receiveCount >= maxReceives) {
      bury(queue, entry, `No answer to ${entry.receiveCount} deliveries.`);
    } else {
      entry.receiveCount += 1;
      entry.deliveries += 1;
      entry.visibleAtMs = nowMs + leaseSeconds * 1000;
      messages.push({
        queue,
        id: entry.id,
        receipt: `${entry.id}#${entry.deliveries}`,
        receiveCount: entry.receiveCount,
        event: structuredClone(entry.event),
      });
    }
  }
  return { messages, nextAtMs };
}
