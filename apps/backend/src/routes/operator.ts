import {
  ActivateInput,
  AuditEntry,
  type AuditEntry as AuditEntryType,
  DeadLetter,
  ImpactView,
  PageOf,
  PageQuery,
  strict,
  Timestamp,
  WeightsSummary,
} from '@sprk/contracts';
import { AppError } from '@sprk/core';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { BackendDeps } from '../deps.ts';
import { auditEntry } from '../http/audit-entry.ts';
import { allow, callerOf, idOf } from '../http/guard.ts';
import { answers } from '../http/responses.ts';
import { impactOf } from '../views/impact-view.ts';
import { activateWeights } from '../weights/activate-weights.ts';

type PageParams = { Querystring: { limit?: number; cursor?: string } };
const tags = ['operators'];

/** Weights, impact, audit and dead letters: the operator's desk. */
export function operatorRoutes(app: FastifyInstance, deps: BackendDeps): void {
  const { weights, impact, audit, queues } = deps.ports;
  const onRequest = allow(deps, 'operator');

  app.get<PageParams>(
    '/v1/weights',
    {
      onRequest,
      schema: {
        tags,
        summary: 'Versions of the weights, newest first',
        querystring: PageQuery,
        response: answers({ 200: PageOf(WeightsSummary) }),
      },
    },
    async (request) => {
      const { limit = 50, ...query } = request.query;
      const [page, active] = await Promise.all([weights.list({ ...query, limit }), weights.active()]);
      const items = page.items.map(({ version, sequence, parent, createdAt, metrics, gates }) => ({
        version,
        sequence,
        parent,
        createdAt,
        metrics,
        gates,
        active: version === active?.version,
      }));
      return { items, nextCursor: page.nextCursor };
    },
  );

  app.post<{ Params: { version: string }; Body: ActivateInput | undefined }>(
    '/v1/weights/:version/activate',
    {
      onRequest,
      preValidation: (request, _reply, done) => {
        request.body ??= {};
        done();
      },
      schema: {
        tags,
        summary: 'Use these weights from now on (back or forward)',
        body: ActivateInput,
        response: answers({ 200: WeightsSummary }),
      },
    },
    async (request) => {
      const version = idOf('wts', request.params.version);
      const found = await weights.find(version);
      if (!found) throw new AppError('not_found');
      const reason = request.body?.reason ?? 'chosen by an operator';
      const caller = callerOf(request);
      const entry = auditEntry(deps, caller, { action: 'weights.activate', subject: version, reason });
      await activateWeights(deps, { version, by: caller.subject, reason, audit: [entry] });
      const { sequence, parent, createdAt, metrics, gates } = found;
      return { version, sequence, parent, createdAt, metrics, gates, active: true };
    },
  );

  app.get<{ Querystring: { from?: string; to?: string } }>(
    '/v1/impact',
    {
      onRequest: allow(deps, 'operator'),
      schema: {
        tags,
        summary: 'What was saved: kg as fact, meals and CO2e as ranges with the version of their factors',
        querystring: Type.Object({ from: Type.Optional(Timestamp), to: Type.Optional(Timestamp) }, strict),
        response: answers({ 200: ImpactView }),
      },
    },
    async ({ query }) => {
      const to = query.to ?? new Date(deps.clock.now()).toISOString();
      const from = query.from ?? '2000-01-01T00:00:00.000Z';
      return impactOf(from, to, await impact.collected(from.slice(0, 10), to.slice(0, 10)));
    },
  );

  app.get<PageParams>(
    '/v1/audit',
    {
      onRequest,
      schema: {
        tags,
        summary: 'Who did what, newest first',
        querystring: PageQuery,
        response: answers({ 200: PageOf(AuditEntry) }),
      },
    },
    async ({ query: { limit = 50, ...query } }) => await audit.list({ ...query, limit }),
  );

  app.get<PageParams>(
    '/v1/dead-letters',
    {
      onRequest,
      schema: {
        tags,
        summary: 'Messages that were set aside',
        querystring: PageQuery,
        response: answers({ 200: PageOf(DeadLetter) }),
      },
    },
    async ({ query: { limit = 50, ...query } }) => await queues.listDeadLetters({ ...query, limit }),
  );

  app.post<{ Params: { id: string } }>(
    '/v1/dead-letters/:id/redrive',
    {
      onRequest,
      schema: {
        tags,
        summary: 'Put a message back into its queue',
        response: answers({ 200: Type.Object({ id: Type.String(), status: Type.Literal('redriven') }) }),
      },
    },
    async (request) => {
      const { id } = request.params;
      const entry: AuditEntryType = auditEntry(deps, callerOf(request), {
        action: 'dead-letter.redrive',
        subject: id,
      });
      const result = await queues.redrive(id, entry);
      if (result.kind === 'unknown') throw new AppError('not_found');
      return { id, status: 'redriven' as const };
    },
  );
}
