import { StatusView } from '@sprk/contracts';
import { QUEUES } from '@sprk/core';
import type { FastifyInstance } from 'fastify';
import type { BackendDeps } from '../deps.ts';
import { allow } from '../http/guard.ts';
import { answers } from '../http/responses.ts';

/** What is going on, in counters: `/v1/status` for operators; on a laptop also `/status` for the first page. */
export function statusRoutes(app: FastifyInstance, deps: BackendDeps): void {
  const schema = { tags: ['operators'], summary: 'Live counts', response: answers({ 200: StatusView }) };
  app.get('/v1/status', { onRequest: allow(deps, 'operator'), schema }, async () => await statusOf(deps));
  if (deps.devIssuer)
    app.get('/status', { schema: { ...schema, hide: true } }, async () => await statusOf(deps));
}

export async function statusOf({
  ports,
  startedAt,
}: Pick<BackendDeps, 'ports' | 'startedAt'>): Promise<StatusView> {
  const [counts, suppliers, recipients, active, ...depths] = await Promise.all([
    ports.lots.counts(),
    ports.suppliers.count(),
    ports.recipients.count(),
    ports.weights.active(),
    ...QUEUES.map(async ({ name }) => ({ queue: name, ...(await ports.queues.depth(name)) })),
  ]);
  return {
    name: 'sprk',
    version: '0.1.0',
    startedAt,
    counts: counts.byStatus,
    partners: { suppliers, recipients },
    queues: depths,
    unanswered: counts.unanswered,
    weights: active ? { version: active.version, generation: active.generation } : null,
  };
}
