import type { BackendDeps } from '@sprk/backend/deps';
import { runNotificationLoop } from '@sprk/backend/loops/notification-loop';
import type { Notifier, Queues } from '@sprk/core';

/** Runs the real notification loop until its queue has nothing to give. @returns how many messages it took */
export async function deliverNotifications(
  deps: Pick<BackendDeps, 'ports' | 'log' | 'metrics'>,
  notifier: Notifier,
): Promise<number> {
  const { ports } = deps;
  const empty = new AbortController();
  let taken = 0;
  const queues: Queues = {
    ...methodsOf(ports.queues),
    async receive(queue, options) {
      const messages = await ports.queues.receive(queue, { ...options, waitMs: 0 });
      if (messages.length === 0) empty.abort();
      taken += messages.length;
      return messages;
    },
  };
  await runNotificationLoop({ ...deps, ports: { ...ports, queues }, notifier }, empty.signal);
  return taken;
}

/** The port may be a proxy, which has nothing to spread. */
function methodsOf(queues: Queues): Queues {
  return {
    receive: (...args) => queues.receive(...args),
    acknowledge: (...args) => queues.acknowledge(...args),
    extend: (...args) => queues.extend(...args),
    release: (...args) => queues.release(...args),
    deadLetter: (...args) => queues.deadLetter(...args),
    listDeadLetters: (...args) => queues.listDeadLetters(...args),
    redrive: (...args) => queues.redrive(...args),
    depth: (...args) => queues.depth(...args),
  };
}
