import { OutcomesAppend, OutcomesRead, WeightsActivate, WeightsFind, WeightsPublish } from '@sprk/contracts';
import { AppError, weightsProblems } from '@sprk/core';
import type { FastifyInstance } from 'fastify';
import type { Static } from 'typebox';
import type { BackendDeps } from '../deps.ts';
import { activateWeights } from '../weights/activate-weights.ts';

const LARGE_BODY_BYTES = 32 * 1024 * 1024;

/** The outcome log and the weight registry, served to the cruncher and the matchers. */
export function learningRoutes(app: FastifyInstance, deps: BackendDeps): void {
  const { outcomes, weights } = deps.ports;

  app.post<{ Body: Static<typeof OutcomesAppend> }>(
    '/internal/v1/outcomes/append',
    { schema: { body: OutcomesAppend }, bodyLimit: LARGE_BODY_BYTES },
    async ({ body }) => await outcomes.append(body.outcomes),
  );
  app.post<{ Body: Static<typeof OutcomesRead> }>(
    '/internal/v1/outcomes/read',
    { schema: { body: OutcomesRead } },
    async ({ body }) => ({ outcomes: await outcomes.read(body.fromPosition, body.limit) }),
  );
  app.post('/internal/v1/weights/state', async () => {
    const [active, { items }] = await Promise.all([weights.active(), weights.list({ limit: 1 })]);
    return { active: active ?? null, newest: items[0] ?? null };
  });
  app.post<{ Body: Static<typeof WeightsFind> }>(
    '/internal/v1/weights/find',
    { schema: { body: WeightsFind } },
    async ({ body }) => ({ weights: (await weights.find(body.version)) ?? null }),
  );
  app.post<{ Body: Static<typeof WeightsPublish> }>(
    '/internal/v1/weights/publish',
    { schema: { body: WeightsPublish }, bodyLimit: LARGE_BODY_BYTES },
    async ({ body }) => {
      const problems = weightsProblems(body.weights, deps.sha256);
      if (problems.length > 0) {
        throw new AppError('validation_failed', {
          errors: problems.map((message) => ({ path: 'weights', message })),
        });
      }
      return await weights.publish(body.weights);
    },
  );
  app.post<{ Body: Static<typeof WeightsActivate> }>(
    '/internal/v1/weights/activate',
    { schema: { body: WeightsActivate } },
    async ({ body: { version, generation, reason } }) => {
      if (!(await weights.find(version)))
        return { kind: 'unknownVersion', active: (await weights.active()) ?? null };
      const active = await activateWeights(deps, { version, generation, by: 'cruncher', reason, audit: [] });
      if (active === 'stale') return { kind: 'stale', active: (await weights.active()) ?? null };
      return { kind: 'activated', active };
    },
  );
}
