import type { BackendDeps } from '@sprk/backend/deps';
import { runNotificationLoop } from '@sprk/backend/loops/notification-loop';
import type { Notifier } from '@sprk/core';

/** Runs the real notification loop until its queue has nothing to give. @returns how many messages it took */
export async function deliverNotifications(
  deps: Pick<BackendDeps, 'ports' | 'log' | 'metrics'>,
  notifier: Notifier,
): Promise<number> {
  const { ports } = deps;
  const over = new AbortController();
  let taken = 0;
  const queues = endingWith(over, {
    ...ports.queues,
    async receive(queue, options) {
      const messages = await ports.queues.receive(queue, { ...options, waitMs: 0 });
      if (messages.length === 0) over.abort();
      taken += messages.length;
      return messages;
    },
  } satisfies typeof ports.queues);
  const suppliers = endingWith(over, ports.suppliers);
  const recipients = endingWith(over, ports.recipients);
  const ending = { ...ports, queues, suppliers, recipients };
  await runNotificationLoop({ ...deps, ports: ending, notifier }, over.signal);
  return taken;
}

/** A failed call ends the loop for now: its pauses after failures are by the host's clock. */
function endingWith<T extends object>(over: AbortController, port: T): T {
  const wrapped = Object.entries(port).map(([name, call]) => [
    name,
    async (...args: unknown[]) => {
      try {
        return await call(...args);
      } catch (error) {
        over.abort();
        throw error;
      }
    },
  ]);
  return Object.fromEntries(wrapped);
}
