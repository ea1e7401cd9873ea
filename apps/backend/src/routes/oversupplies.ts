import {
  HandoverInput,
  OverrideInput,
  OversupplyInput,
  OversupplyStatus,
  OversupplyView,
  PageOf,
  pageQuery,
  strict,
  Timestamp,
  WithdrawInput,
} from '@sprk/contracts';
import { handOver, type Lot, override, registerOversupply, withdraw } from '@sprk/core';
import type { Caller } from '@sprk/platform';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { BackendDeps } from '../deps.ts';
import { auditEntry } from '../http/audit-entry.ts';
import { auditedSteps } from '../http/audited-steps.ts';
import { allow, callerOf, idempotencyKeyOf, idOf, visible } from '../http/guard.ts';
import { answers, IdempotencyHeaders } from '../http/responses.ts';
import { supplierFor } from '../http/supplier-for.ts';
import { stepDeps } from '../step-deps.ts';
import { oversupplyView, registeredView } from '../views/oversupply-view.ts';

const ListQuery = Type.Object(
  {
    ...pageQuery,
    status: Type.Optional(OversupplyStatus),
    from: Type.Optional(Timestamp),
    to: Type.Optional(Timestamp),
  },
  strict,
);
type IdParams = { id: string };

/** A supplier's lots: post, look, withdraw, hand over; an operator's override. */
export function oversupplyRoutes(app: FastifyInstance, deps: BackendDeps): void {
  const { lots, suppliers } = deps.ports;
  const steps = stepDeps(deps);

  app.post<{ Body: OversupplyInput }>(
    '/v1/oversupplies',
    {
      onRequest: allow(deps, 'supplier', 'operator'),
      schema: {
        tags: ['oversupplies'],
        summary: 'Register an oversupply',
        headers: IdempotencyHeaders,
        body: OversupplyInput,
        response: answers({ 201: OversupplyView }),
      },
    },
    async (request, reply) => {
      const { supplierId: named, ...input } = request.body;
      const { lot } = await registerOversupply(
        { lots, suppliers, clock: deps.clock, ids: deps.ids, sha256: deps.sha256 },
        {
          supplierId: supplierFor(callerOf(request), named),
          input,
          idempotencyKey: idempotencyKeyOf(request),
          traceparent: request.traceparent,
        },
      );
      reply.code(201).header('location', `/v1/oversupplies/${lot.id}`);
      return registeredView(lot);
    },
  );

  app.get<{
    Querystring: { limit?: number; cursor?: string; status?: Lot['status']; from?: string; to?: string };
  }>(
    '/v1/oversupplies',
    {
      onRequest: allow(deps, 'supplier', 'operator'),
      schema: {
        tags: ['oversupplies'],
        summary: 'List oversupplies, newest first',
        querystring: ListQuery,
        response: answers({ 200: PageOf(OversupplyView) }),
      },
    },
    async (request) => {
      const { limit = 50, ...query } = request.query;
      const { role, partnerId } = callerOf(request);
      const page = await lots.list({
        ...query,
        limit,
        ...(role === 'supplier' && partnerId && { supplierId: partnerId }),
      });
      return { items: page.items.map((lot) => oversupplyView(lot)), nextCursor: page.nextCursor };
    },
  );

  app.get<{ Params: IdParams }>(
    '/v1/oversupplies/:id',
    {
      onRequest: allow(deps, 'supplier', 'operator'),
      schema: {
        tags: ['oversupplies'],
        summary: 'One oversupply with its recommendation and offers',
        response: answers({ 200: OversupplyView }),
      },
    },
    async (request) => {
      const lot = await ownLot(request.params.id, callerOf(request));
      return oversupplyView(lot, await lots.findRecommendation(lot.id));
    },
  );

  app.post<{ Params: IdParams; Body: WithdrawInput }>(
    '/v1/oversupplies/:id/withdraw',
    {
      onRequest: allow(deps, 'supplier', 'operator'),
      schema: {
        tags: ['oversupplies'],
        summary: 'Take an oversupply back',
        body: WithdrawInput,
        response: answers({ 200: OversupplyView }),
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const { id } = await ownLot(request.params.id, caller);
      const { reason } = request.body;
      const audit = auditEntry(deps, caller, { action: 'oversupply.withdraw', subject: id, reason });
      const { lot } = await withdraw(steps, id, reason, audit);
      return oversupplyView(lot);
    },
  );

  app.post<{ Params: IdParams; Body: HandoverInput }>(
    '/v1/oversupplies/:id/handover',
    {
      onRequest: allow(deps, 'supplier', 'recipient', 'operator'),
      schema: {
        tags: ['oversupplies'],
        summary: 'Confirm what was handed over (both sides)',
        body: HandoverInput,
        response: answers({ 200: OversupplyView }),
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const id = idOf('ovs', request.params.id);
      visible(await lots.find(id), (lot) => mayHandOver(lot, caller.role, caller.partnerId));
      const side = caller.role === 'recipient' ? 'recipient' : 'supplier';
      const act = { action: 'oversupply.handover', subject: id, detail: { ...request.body } };
      const { lot } = await handOver(auditedSteps(deps, caller, act), id, side, request.body);
      return oversupplyView(lot);
    },
  );

  app.post<{ Params: IdParams; Body: OverrideInput }>(
    '/v1/oversupplies/:id/override',
    {
      onRequest: allow(deps, 'operator'),
      schema: {
        tags: ['oversupplies'],
        summary: 'Offer the lot to a recipient of your choice',
        body: OverrideInput,
        response: answers({ 200: OversupplyView }),
      },
    },
    async (request) => {
      const { id } = await ownLot(request.params.id, callerOf(request));
      const { recipientId, reason } = request.body;
      const audit = auditEntry(deps, callerOf(request), {
        action: 'oversupply.override',
        subject: id,
        reason,
        detail: { recipientId },
      });
      const { lot } = await override({ ...steps, ledger: deps.ports.ledger }, id, recipientId, audit);
      return oversupplyView(lot);
    },
  );

  async function ownLot(id: string, { role, partnerId }: Caller): Promise<Lot> {
    const lot = await lots.find(idOf('ovs', id));
    return visible(lot, ({ registration }) => role === 'operator' || registration.supplierId === partnerId);
  }
}

function mayHandOver(lot: Lot, role: string, partnerId: string | undefined): boolean {
  if (role === 'operator') return true;
  if (role === 'supplier') return lot.registration.supplierId === partnerId;
  // Also after the close, so that a repeated confirmation gets its first answer again.
  return lot.offers.some(
    ({ recipientId, status }) => recipientId === partnerId && (status === 'accepted' || status === 'expired'),
  );
}
