import { RecommendationBatch, type RecommendationBatchResult, strict } from '@sprk/contracts';
import { AppError, receiveRecommendation } from '@sprk/core';
import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import type { BackendDeps } from '../deps.ts';
import { stepDeps } from '../step-deps.ts';

type Result = RecommendationBatchResult['results'][number];
const DIRECTORY_PAGE = 1000;
const BATCH_BODY_BYTES = 32 * 1024 * 1024;
const DirectoryQuery = Type.Object({ after: Type.Optional(Type.String({ maxLength: 200 })) }, strict);

/** The matcher's two requests: what it must know, and what it recommends. */
export function matchingRoutes(app: FastifyInstance, deps: BackendDeps): void {
  const steps = stepDeps(deps);
  const counter = deps.metrics.counter('sprk.recommendations', { help: 'Recommendations by their effect' });

  app.get<{ Querystring: Static<typeof DirectoryQuery> }>(
    '/internal/v1/directory',
    { schema: { querystring: DirectoryQuery } },
    async ({ query }) => {
      const [page, activeWeights] = await Promise.all([
        deps.ports.directory.changes(query.after, DIRECTORY_PAGE),
        deps.ports.weights.active(),
      ]);
      return { ...page, activeWeights: activeWeights ?? null };
    },
  );

  app.post<{ Body: RecommendationBatch }>(
    '/internal/v1/recommendations',
    { schema: { body: RecommendationBatch }, bodyLimit: BATCH_BODY_BYTES },
    async ({ body }): Promise<RecommendationBatchResult> => {
      const results = await Promise.all(body.recommendations.map(apply));
      for (const { effect } of results) counter.add(1, { effect });
      return { results };
    },
  );

  async function apply(recommendation: RecommendationBatch['recommendations'][number]): Promise<Result> {
    const { oversupplyId } = recommendation;
    try {
      const { lot, changed } = await receiveRecommendation(steps, recommendation);
      if (!changed) return { oversupplyId, effect: 'stale' };
      return { oversupplyId, effect: lot.status === 'offered' ? 'offered' : 'unmatched' };
    } catch (error) {
      if (error instanceof AppError && error.code === 'not_found') return { oversupplyId, effect: 'unknown' };
      deps.log.error({ err: error, oversupplyId }, 'recommendation not applied');
      return { oversupplyId, effect: 'failed' };
    }
  }
}
