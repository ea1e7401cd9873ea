import type {
  Outcome,
  QueueName,
  RecommendationBatch,
  RecommendationBatchResult,
  Weights,
} from '@sprk/contracts';
import type { Clock, Ports } from '@sprk/core';
import { AppError } from '@sprk/core/shared/errors';
import type { RemoteClient } from './remote-client.ts';

/** Every field of every route: each reads its own. */
interface Body {
  readonly queue: QueueName;
  readonly max: number;
  readonly waitMs: number;
  readonly leaseSeconds: number;
  readonly receipts: readonly string[];
  readonly receipt: string;
  readonly delaySeconds: number;
  readonly reason: string;
  readonly outcomes: readonly Outcome[];
  readonly fromPosition: number;
  readonly limit: number;
  readonly version: string;
  readonly generation: number;
  readonly weights: Weights;
  readonly recommendations: RecommendationBatch['recommendations'];
}

/** The backend's internal listener over any ports, without HTTP: for tests of what calls it. Bodies go through JSON. */
export function createFakeBackend(deps: {
  readonly ports: Ports;
  readonly clock: Clock;
  readonly answer?: (batch: RecommendationBatch) => Promise<RecommendationBatchResult>;
  readonly directoryPage?: number;
}): RemoteClient {
  const { ports, clock, answer = allOffered, directoryPage = 100 } = deps;
  const { queues, outcomes, weights } = ports;

  async function activate({ version, generation, reason }: Body) {
    const activatedAt = new Date(clock.now()).toISOString();
    const active = { version, generation, activatedAt, activatedBy: 'cruncher', reason };
    const { kind } = await weights.activate({ active, events: [], audit: [] });
    return { kind, active: (await weights.active()) ?? null };
  }
  const routes: Record<string, (body: Body, signal?: AbortSignal) => Promise<unknown>> = {
    '/queues/receive': async ({ queue, max, leaseSeconds, waitMs }, signal) => {
      return { messages: await queues.receive(queue, { max, leaseSeconds, waitMs }, signal) };
    },
    '/queues/acknowledge': ({ queue, receipts }) => queues.acknowledge(queue, receipts),
    '/queues/extend': ({ queue, receipts, leaseSeconds }) => queues.extend(queue, receipts, leaseSeconds),
    '/queues/release': ({ queue, receipt, delaySeconds, reason }) =>
      queues.release(queue, receipt, { delaySeconds, reason }),
    '/queues/dead-letter': ({ queue, receipt, reason }) => queues.deadLetter(queue, receipt, reason),
    '/outcomes/append': (body) => outcomes.append(body.outcomes),
    '/outcomes/read': async (body) => ({ outcomes: await outcomes.read(body.fromPosition, body.limit) }),
    '/weights/state': async () => {
      const [active, { items }] = await Promise.all([weights.active(), weights.list({ limit: 1 })]);
      return { active: active ?? null, newest: items[0] ?? null };
    },
    '/weights/find': async ({ version }) => ({ weights: (await weights.find(version)) ?? null }),
    '/weights/publish': (body) => weights.publish(body.weights),
    '/weights/activate': activate,
    '/recommendations': answer,
  };

  return {
    async post(path, body, { signal } = {}) {
      const route = routes[path.replace('/internal/v1', '')];
      if (!route) throw new AppError('not_found', { detail: path });
      return overTheWire(await route(overTheWire(body) as Body, signal));
    },
    async get(path) {
      const after = new URL(path, 'http://backend').searchParams.get('after') ?? undefined;
      const page = await ports.directory.changes(after, directoryPage);
      return overTheWire({ ...page, activeWeights: (await weights.active()) ?? null });
    },
  };
}

export async function allOffered(batch: RecommendationBatch): Promise<RecommendationBatchResult> {
  return {
    results: batch.recommendations.map(({ oversupplyId }) => ({ oversupplyId, effect: 'offered' })),
  };
}

function overTheWire(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}
