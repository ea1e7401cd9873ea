import { setTimeout as sleep } from 'node:timers/promises';
import { openAwsPorts, openAwsWorkerPorts } from '@sprk/adapter-aws';
import { createSeededRandom, createSequentialIds, createVirtualClock } from '@sprk/adapter-memory';
import { seedCity } from '@sprk/backend';
import type { BackendDeps } from '@sprk/backend/deps';
import { activateWeights } from '@sprk/backend/weights/activate-weights';
import type { QueueName } from '@sprk/contracts';
import { initialWeights } from '@sprk/core';
import { createLogger, createMetrics } from '@sprk/platform';
import { Arrivals } from '../../packages/adapter-aws/emulated/arrivals.ts';
import { createResources } from '../../packages/adapter-aws/emulated/create-resources.ts';
import { emulatorClients } from '../../packages/adapter-aws/emulated/emulator.ts';
import { sha256 } from '../../tests/harness/backend-slot.ts';
import { benchGrid } from './bench-grid.ts';
import { createBenchLearner } from './bench-learner.ts';
import { createBenchMatcher } from './bench-matcher.ts';
import { deliverWaiting } from './bench-notifications.ts';
import { Gate } from './gate.ts';
import { LABELS, labelOfCall } from './labels.ts';
import { Meter } from './meter.ts';

export type BenchSystem = Awaited<ReturnType<typeof openBenchSystem>>;

export interface BenchSystemOptions {
  /** Suppliers and recipients along a side of the city. */
  readonly side: number;
  /** Whether events are carried to the bus as they come, or only when `settle` is called. */
  readonly isRelaying: boolean;
}

/** A Monday morning. The same in every run, so that items have the same sizes. */
const START = '2027-01-04T08:00:00.000Z';
/** As many as the policy allows attempts: nobody declines more often than that. */
const CANDIDATES = 10;
const REQUESTS_AT_ONCE = 24;
const ARRIVAL_MS = 60_000;
const LOOK_EVERY_MS = 20;

/** Backend, matcher and cruncher on fresh resources of the emulator, each taking one step at a time. */
export async function openBenchSystem({ side, isRelaying }: BenchSystemOptions) {
  await using opening = new AsyncDisposableStack();
  const clients = opening.use(emulatorClients());
  const { names, bucket } = opening.use(await createResources(clients));
  const meter = new Meter({ relabel: labelOfCall });
  meter.watch(clients, names);
  const gate = new Gate(REQUESTS_AT_ONCE);
  gate.guard(clients.dynamo);
  const arrivals = new Arrivals(clients);
  const clock = createVirtualClock(START);
  const random = createSeededRandom(1);
  const ids = createSequentialIds(clock, random);
  const log = createLogger({ level: 'error', name: 'bench' });
  // The adapter's own clock stands still, so that its leases never run out and nothing is renewed.
  const still = { now: () => Date.parse(START) };
  const options = { clients, names, bucket, clock: still, onError: (error: unknown) => log.error(error) };
  const ports = opening.use(meter.within(LABELS.relay, () => openAwsPorts({ ...options, isRelaying })));
  const worker = opening.use(openAwsWorkerPorts(options));
  const parts = { ports, queues: worker.queues, clock, ids, random, log, meter };
  const matcher = createBenchMatcher(parts);
  const learner = createBenchLearner(parts);
  const metrics = createMetrics({ serviceName: 'bench' });

  const weights = initialWeights(sha256);
  await ports.weights.publish(weights);
  await activateWeights(
    { ports, clock },
    { version: weights.version, by: 'bench', reason: 'start', audit: [] },
  );
  await seedCity(
    { ...parts, sha256, allowPrivateWebhooks: false } as unknown as BackendDeps,
    benchGrid(side),
  );
  const policy = await ports.policy.current();
  await ports.policy.put({
    policy: { ...policy, version: policy.version + 1, maxAttempts: CANDIDATES, maxOpenOffers: 1_000_000 },
    events: [],
    audit: [],
  });

  const isWaiting = (queue: QueueName) => arrivals.pending(queue) > 0;
  /** The bus delivers in the background; nobody looks into a queue before all that was sent is there. */
  async function arrived(queue: QueueName): Promise<void> {
    const untilMs = performance.now() + ARRIVAL_MS;
    while ((await meter.within(undefined, () => ports.queues.depth(queue))).ready < arrivals.pending(queue)) {
      if (performance.now() > untilMs) throw new Error(`Not all that was sent is on the queue ${queue}.`);
      await sleep(LOOK_EVERY_MS);
    }
  }
  async function work(queue: QueueName, label: string, once: () => Promise<unknown>): Promise<void> {
    if (!isWaiting(queue)) return;
    await arrived(queue);
    while (isWaiting(queue)) {
      // The matcher's view of the city is too old for the next batch.
      await clock.advance(1000);
      await meter.within(label, once);
    }
  }

  const owned = opening.move();
  return {
    ...parts,
    clients,
    names,
    learner,
    suppliers: (await ports.suppliers.list({ limit: 200 })).items,
    /** Carries all events to their queues and lets everybody work them off. */
    async settle(): Promise<void> {
      await meter.within(LABELS.relay, () => ports.relay.drain());
      await work('match-requests', LABELS.match, matcher.work);
      await meter.within(LABELS.relay, () => ports.relay.drain());
      await work('outcomes', LABELS.outcomes, learner.work);
      await work('notifications', LABELS.notify, () =>
        deliverWaiting({ ports, log, metrics }, () => isWaiting('notifications')),
      );
    },
    async [Symbol.asyncDispose]() {
      await owned[Symbol.asyncDispose]();
      await metrics.shutdown();
    },
  };
}
