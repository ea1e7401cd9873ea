import { runNotificationLoop } from '@sprk/backend/loops/notification-loop';
import type { Ports } from '@sprk/core';
import type { Logger, Metrics } from '@sprk/platform';

/** Runs the backend's notification loop while something waits, with partners who can always be reached. */
export async function deliverWaiting(
  deps: { readonly ports: Ports; readonly log: Logger; readonly metrics: Metrics },
  isWaiting: () => boolean,
): Promise<void> {
  const over = new AbortController();
  const queues = {
    ...deps.ports.queues,
    async receive(...call: Parameters<Ports['queues']['receive']>) {
      if (isWaiting()) return await deps.ports.queues.receive(...call);
      over.abort();
      return [];
    },
  };
  const notifier = { notify: async () => ({ kind: 'delivered' as const }) };
  await runNotificationLoop({ ...deps, ports: { ...deps.ports, queues }, notifier }, over.signal);
}
