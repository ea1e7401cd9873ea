import type { RemoteMessage, RemoteQueues } from '@sprk/adapter-remote';
import type { MatcherMetrics } from './matcher-metrics.ts';

/** Gives a message that could not be answered back to the queue, once. Never rejects. */
export type GiveBack = (
  delivery: Pick<RemoteMessage, 'receipt' | 'receiveCount'>,
  reason: string,
) => Promise<void>;

/** Longest delay 64 s: 2^6. */
const MAX_DOUBLINGS = 6;

/** @param held receipts still held; what is given back leaves it. */
export function createGiveBack(
  deps: {
    readonly queues: Pick<RemoteQueues, 'release'>;
    readonly metrics: Pick<MatcherMetrics, 'failures'>;
  },
  held: Set<string>,
): GiveBack {
  return async function giveBack({ receipt, receiveCount }, reason) {
    if (!held.delete(receipt)) return;
    const delaySeconds = 2 ** Math.min(receiveCount - 1, MAX_DOUBLINGS);
    try {
      await deps.queues.release('match-requests', receipt, { delaySeconds, reason });
    } catch {
      // Then the lease runs out by itself.
      deps.metrics.failures.add(1, { at: 'release' });
    }
  };
}

export function reasonOf(what: string, error: unknown): string {
  return `${what}: ${error instanceof Error ? error.message : String(error)}`;
}
