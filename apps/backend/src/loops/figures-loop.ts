import type { StatusView } from '@sprk/contracts';
import type { BackendDeps } from '../deps.ts';
import { statusOf } from '../routes/status.ts';
import { pause, runLoop } from './loop.ts';

const EVERY_MS = 5000;

/** Keeps the gauges of `/metrics` up to date: lots by status, queues, and questions that stay unanswered. */
export async function runFiguresLoop(deps: BackendDeps, signal: AbortSignal): Promise<void> {
  let status: StatusView | undefined;
  const { metrics } = deps;
  metrics.gauge('sprk.oversupplies', { help: 'Oversupplies by status' }, () =>
    Object.entries(status?.counts ?? {}).map(([name, value]) => ({ value, labels: { status: name } })),
  );
  metrics.gauge(
    'sprk.match.requests.unanswered',
    { help: 'Lots about which the matcher was asked again' },
    () => status?.unanswered ?? 0,
  );
  const ofQueues = (figure: (queue: StatusView['queues'][number]) => number) => () =>
    (status?.queues ?? []).map((queue) => ({ value: figure(queue), labels: { queue: queue.queue } }));
  metrics.gauge(
    'sprk.queue.ready',
    { help: 'Messages waiting' },
    ofQueues(({ ready }) => ready),
  );
  metrics.gauge(
    'sprk.queue.leased',
    { help: 'Messages in work' },
    ofQueues(({ leased }) => leased),
  );
  metrics.gauge(
    'sprk.queue.dead',
    { help: 'Messages set aside' },
    ofQueues(({ dead }) => dead),
  );
  metrics.gauge(
    'sprk.queue.oldest.age',
    { help: 'Age of the oldest message waiting', unit: 'seconds' },
    ofQueues(({ oldestAgeSeconds }) => oldestAgeSeconds),
  );
  await runLoop('figures', deps.log, signal, async () => {
    status = await statusOf(deps);
    await pause(EVERY_MS, signal);
  });
}
