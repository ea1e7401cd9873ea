import { WeightsPushResult } from '@sprk/contracts';
import type { Clock } from '@sprk/core';
import {
  AppError,
  createHttpServer,
  type Logger,
  type Metrics,
  type ReadinessCheck,
  registerHealth,
  requireSignature,
  type WebhookSigner,
} from '@sprk/platform';
import type { FastifyInstance } from 'fastify';
import type { WeightsHolder } from './weights-holder.ts';

export interface MatcherServerDeps {
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly verifier: Pick<WebhookSigner, 'verify'>;
  readonly clock: Clock;
  readonly weights: Pick<WeightsHolder, 'offer'>;
  readonly checks: readonly ReadinessCheck[];
}

/** All coordinates of the model, and bid prices of 100 000 recipients. */
const MAX_WEIGHTS_BYTES = 32 * 1024 * 1024;

/** The matcher's own listener: pushed weights (signed), health and metrics. */
export function createMatcherServer(deps: MatcherServerDeps): FastifyInstance {
  const { log, metrics, weights, checks } = deps;
  const app = createHttpServer({ log, metrics, name: 'internal' });
  registerHealth(app, { checks, metrics });
  void app.register((scope, _options, done) => {
    requireSignature(scope, deps);
    // No schema: the holder names what is wrong, with the shape as with everything else.
    scope.post(
      '/internal/v1/weights',
      { bodyLimit: MAX_WEIGHTS_BYTES, schema: { response: { 200: WeightsPushResult } } },
      async (request) => {
        const result = weights.offer(request.body);
        if (result.effect !== 'refused') return result;
        const errors = (result.problems ?? []).map((message) => ({ path: 'weights', message }));
        throw new AppError('validation_failed', { detail: 'The weights were refused.', errors });
      },
    );
    done();
  });
  return app;
}
