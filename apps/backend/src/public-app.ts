import { createHttpServer, type Overload } from '@sprk/platform';
import type { FastifyInstance } from 'fastify';
import type { BackendDeps } from './deps.ts';
import { devTokenRoute } from './routes/dev-token.ts';
import { docRoutes } from './routes/docs.ts';
import { eventRoutes } from './routes/events.ts';
import { explanationRoutes } from './routes/explanations.ts';
import { firstPageRoutes } from './routes/first-page.ts';
import { importRoute } from './routes/import-oversupplies.ts';
import { offerRoutes } from './routes/offers.ts';
import { operatorRoutes } from './routes/operator.ts';
import { oversupplyRoutes } from './routes/oversupplies.ts';
import { partnerRoutes } from './routes/partners.ts';
import { policyRoutes } from './routes/policy.ts';
import { statusRoutes } from './routes/status.ts';

/** The public API: what partners and operators reach. Not listening yet. */
export async function createPublicApp(
  deps: BackendDeps,
  stopping: AbortSignal,
  overload?: Overload,
): Promise<FastifyInstance> {
  const app = createHttpServer({ log: deps.log, metrics: deps.metrics, name: 'public' });
  overload?.protect(app);
  await docRoutes(app);
  oversupplyRoutes(app, deps);
  importRoute(app, deps);
  offerRoutes(app, deps);
  explanationRoutes(app, deps);
  partnerRoutes(app, deps);
  operatorRoutes(app, deps);
  policyRoutes(app, deps);
  eventRoutes(app, deps, stopping);
  statusRoutes(app, deps);
  firstPageRoutes(app);
  if (deps.devIssuer) devTokenRoute(app, deps, deps.devIssuer);
  return app;
}
