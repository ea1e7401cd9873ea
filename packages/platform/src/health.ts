import { AppError } from '@sprk/core/shared/errors';
import type { FastifyInstance } from 'fastify';
import type { Metrics } from './metrics.ts';

/** Resolves when ready; throws, or returns a reason, when not. */
export type ReadinessCheck = { readonly name: string; readonly check: () => unknown };
export type HealthOptions = {
  readonly checks: readonly ReadinessCheck[];
  readonly metrics: Pick<Metrics, 'render'>;
  /** For each check, default 2000. */
  readonly timeoutMs?: number;
};

/**
 * `/livez` (the process answers), `/readyz` (it can do its work), `/metrics` (Prometheus), for the admin port.
 * Liveness checks nothing else on purpose: a restart does not repair a database.
 */
export function registerHealth(
  app: FastifyInstance,
  { checks, metrics, timeoutMs = 2000 }: HealthOptions,
): void {
  app.get('/livez', async () => ({ status: 'ok' }));

  app.get('/readyz', async (_request, reply) => {
    const results = await Promise.all(checks.map((check) => run(check, timeoutMs)));
    const isReady = results.every(({ ok }) => ok);
    return await reply
      .code(isReady ? 200 : 503)
      .send({ status: isReady ? 'ok' : 'not_ready', checks: results });
  });

  app.get('/metrics', async (_request, reply) => {
    return await reply.type('text/plain; version=0.0.4; charset=utf-8').send(await metrics.render());
  });
}

async function run({ name, check }: ReadinessCheck, timeoutMs: number) {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new AppError('timeout')), timeoutMs);
  try {
    const reason = await Promise.race([check(), late]);
    return typeof reason === 'string' ? { name, ok: false, reason } : { name, ok: true };
  } catch (error) {
    // The admin port is for operators: the reason is what they come for.
    return { name, ok: false, reason: error instanceof Error ? error.message.slice(0, 300) : String(error) };
  } finally {
    clearTimeout(timer);
  }
}
