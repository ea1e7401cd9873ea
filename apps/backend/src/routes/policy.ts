import { Policy, PolicyPreview, PolicyPreviewInput, PolicyUpdate, strict } from '@sprk/contracts';
import { AppError } from '@sprk/core';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { BackendDeps } from '../deps.ts';
import { auditEntry } from '../http/audit-entry.ts';
import { allow, callerOf } from '../http/guard.ts';
import { answers } from '../http/responses.ts';
import { checkProposedPolicy } from '../policy/check-proposed-policy.ts';
import { createPolicyPreview } from '../policy/preview-policy.ts';

const tags = ['operators'];
const MOST_LOTS = 500;
const PreviewQuery = Type.Object(
  { lots: Type.Optional(Type.Integer({ minimum: 1, maximum: MOST_LOTS, default: 200 })) },
  strict,
);

/** What people have set: look at it, try a change out, make it. */
export function policyRoutes(app: FastifyInstance, deps: BackendDeps): void {
  const { policy } = deps.ports;
  const onRequest = allow(deps, 'operator');
  const preview = createPolicyPreview(deps);

  app.get(
    '/v1/policy',
    { onRequest, schema: { tags, summary: 'The policy in force', response: answers({ 200: Policy }) } },
    async () => await policy.current(),
  );

  app.put<{ Body: PolicyUpdate }>(
    '/v1/policy',
    {
      onRequest,
      schema: { tags, summary: 'Change the policy', body: PolicyUpdate, response: answers({ 200: Policy }) },
    },
    async (request) => {
      await checkProposedPolicy(deps.ports, request.body);
      const caller = callerOf(request);
      const changedAt = new Date(deps.clock.now()).toISOString();
      const version = request.body.version + 1;
      const next = { ...request.body, version, changedAt, changedBy: caller.subject };
      const result = await policy.put({
        policy: next,
        events: [
          {
            specversion: '1.0',
            id: `policy:${version}`,
            source: 'sprk',
            type: 'policy.changed',
            subject: 'policy',
            time: changedAt,
            audience: {},
            data: { version },
          },
        ],
        audit: [
          auditEntry(deps, caller, {
            action: 'policy.change',
            subject: 'policy',
            detail: { ...request.body },
          }),
        ],
      });
      if (result.kind === 'stale') throw new AppError('stale_version');
      return next;
    },
  );

  app.post<{ Body: PolicyPreviewInput; Querystring: { lots?: number } }>(
    '/v1/policy/preview',
    {
      onRequest,
      schema: {
        tags,
        summary:
          'What a change of the policy is expected to do, modelled on the newest lots; nothing is stored',
        body: PolicyPreviewInput,
        querystring: PreviewQuery,
        response: answers({ 200: PolicyPreview }),
      },
    },
    async ({ body, query }) => {
      const { widening: _w, hubRecipientId: _h, stakeholders: _s, ...inForce } = await policy.current();
      const { version: _v, ...proposed } = body;
      const next = { ...inForce, ...proposed };
      await checkProposedPolicy(deps.ports, next);
      return await preview(next, query.lots ?? 200);
    },
  );
}
