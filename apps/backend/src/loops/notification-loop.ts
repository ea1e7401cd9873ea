import type { DomainEvent } from '@sprk/contracts';
import { type Notifier, notifyPartners, type QueueMessage, queueNamed, retryDelaySeconds } from '@sprk/core';
import type { BackendDeps } from '../deps.ts';
import { runLoop } from './loop.ts';

const QUEUE = 'notifications';
const BATCH = 100;

type Deps = Pick<BackendDeps, 'ports' | 'log' | 'metrics'> & { readonly notifier: Notifier };

/** Tells partners what happened to offers, with retries; what can never be delivered becomes a dead letter. */
export async function runNotificationLoop(deps: Deps, signal: AbortSignal): Promise<void> {
  const counter = deps.metrics.counter('sprk.notifications', { help: 'Notifications by how they ended' });
  const { leaseSeconds } = queueNamed(QUEUE);
  const { queues } = deps.ports;

  await runLoop(QUEUE, deps.log, signal, async () => {
    const messages = await queues.receive(QUEUE, { max: BATCH, leaseSeconds, waitMs: 10_000 }, signal);
    const done = await Promise.all(messages.map(deliver));
    const receipts = done.filter((receipt) => receipt !== undefined);
    if (receipts.length > 0) await queues.acknowledge(QUEUE, receipts);
  });

  /** @returns the receipt of a message that is finished */
  async function deliver(message: QueueMessage): Promise<string | undefined> {
    const { receipt, receiveCount, event } = message;
    if (event.type !== 'offer.made' && event.type !== 'offer.ended') {
      await queues.deadLetter(QUEUE, receipt, `not a notification: ${event.type}`);
      return undefined;
    }
    const result = await notifyPartners(
      { ...deps.ports, notifier: deps.notifier },
      event as DomainEvent<'offer.made'>,
    );
    counter.add(1, { result: result.kind });
    if (result.kind === 'delivered') return receipt;
    if (result.kind === 'refused') {
      await queues.deadLetter(QUEUE, receipt, result.reason);
      return undefined;
    }
    const delaySeconds = Math.max(result.afterSeconds ?? 0, retryDelaySeconds(receiveCount));
    await queues.release(QUEUE, receipt, { delaySeconds, reason: result.reason });
    return undefined;
  }
}
