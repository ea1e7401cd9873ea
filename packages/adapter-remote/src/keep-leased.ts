import type { QueueName } from '@sprk/contracts';
import type { RemoteQueues } from './remote-queues.ts';
import type { Sleep } from './sleep.ts';

export interface HeartbeatDeps {
  readonly queues: Pick<RemoteQueues, 'extend'>;
  readonly sleep: Sleep;
  /** Told of a heartbeat that failed; the next one may reach the store again. */
  readonly onFailure: (error: unknown) => void;
}
export interface Held {
  readonly queue: QueueName;
  readonly leaseSeconds: number;
  /** Receipts still held, asked anew at each beat. */
  readonly receipts: () => readonly string[];
}

/** Extends the leases of messages in work, each third of a lease, until disposed of. */
export function keepLeased({ queues, sleep, onFailure }: HeartbeatDeps, held: Held): AsyncDisposable {
  const done = new AbortController();
  async function beat(): Promise<void> {
    for (;;) {
      await sleep((held.leaseSeconds * 1000) / 3, done.signal);
      if (done.signal.aborted) return;
      try {
        await queues.extend(held.queue, held.receipts(), held.leaseSeconds);
      } catch (error) {
        onFailure(error);
      }
    }
  }
  const beating = beat();
  return {
    async [Symbol.asyncDispose]() {
      // A reason of our own: the default one captures a stack, and this runs for every batch.
      done.abort('done');
      await beating;
    },
  };
}
