import {
  createHttpServer,
  type ReadinessCheck,
  registerHealth,
  requireSignature,
  type WebhookSigner,
} from '@sprk/platform';
import type { FastifyInstance } from 'fastify';
import type { BackendDeps } from './deps.ts';
import { learningRoutes } from './internal/learning-routes.ts';
import { matchingRoutes } from './internal/matching-routes.ts';
import { queueRoutes } from './internal/queue-routes.ts';

/** The internal listener: health and metrics for all who reach it, the service interface for those who can sign. */
export function createInternalApp(
  deps: BackendDeps,
  signer: WebhookSigner,
  checks: readonly ReadinessCheck[],
): FastifyInstance {
  const app = createHttpServer({ log: deps.log, metrics: deps.metrics, name: 'internal' });
  registerHealth(app, { checks, metrics: deps.metrics });
  void app.register((scope, _options, done) => {
    requireSignature(scope, { verifier: signer, clock: deps.clock });
    queueRoutes(scope, deps.ports.queues);
    learningRoutes(scope, deps);
    matchingRoutes(scope, deps);
    done();
  });
  return app;
}
