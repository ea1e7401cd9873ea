import {
  AcceptInput,
  DeclineInput,
  OfferStatus,
  OfferView,
  PageOf,
  pageQuery,
  strict,
} from '@sprk/contracts';
import { answerNo, answerYes, type Offer } from '@sprk/core';
import type { Caller } from '@sprk/platform';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { BackendDeps } from '../deps.ts';
import { auditedSteps } from '../http/audited-steps.ts';
import { allow, callerOf, idOf, visible } from '../http/guard.ts';
import { answers } from '../http/responses.ts';
import { loadOfferView } from '../views/offer-view.ts';

const ListQuery = Type.Object(
  { ...pageQuery, status: Type.Optional(Type.Union([Type.Literal('open'), OfferStatus])) },
  strict,
);
type IdParams = { id: string };

/** A recipient's inbox. Operators may answer for a recipient that said so on the phone. */
export function offerRoutes(app: FastifyInstance, deps: BackendDeps): void {
  const { lots } = deps.ports;
  const tags = ['offers'];
  const onRequest = allow(deps, 'recipient', 'operator');

  app.get<{ Querystring: { limit?: number; cursor?: string; status?: 'open' | Offer['status'] } }>(
    '/v1/offers',
    {
      onRequest,
      schema: {
        tags,
        summary: 'List offers, newest first',
        querystring: ListQuery,
        response: answers({ 200: PageOf(OfferView) }),
      },
    },
    async (request) => {
      const { limit = 50, ...query } = request.query;
      const { role, partnerId } = callerOf(request);
      const own = role === 'recipient' && partnerId ? { recipientId: partnerId } : {};
      const page = await lots.listOffers({ ...query, limit, ...own });
      const items = await Promise.all(page.items.map((offer) => loadOfferView(deps.ports, offer)));
      return { items, nextCursor: page.nextCursor };
    },
  );

  app.get<{ Params: IdParams }>(
    '/v1/offers/:id',
    { onRequest, schema: { tags, summary: 'One offer', response: answers({ 200: OfferView }) } },
    async (request) => await loadOfferView(deps.ports, await ownOffer(request.params.id, callerOf(request))),
  );

  app.post<{ Params: IdParams; Body: AcceptInput | undefined }>(
    '/v1/offers/:id/accept',
    {
      onRequest,
      schema: {
        tags,
        summary: 'Accept an offer, or a part of a divisible lot',
        body: AcceptInput,
        response: answers({ 200: OfferView }),
      },
      // `accept` without a body means all of it.
      preValidation: (request, _reply, done) => {
        request.body ??= {};
        done();
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const offer = await ownOffer(request.params.id, caller);
      const act = { action: 'offer.accept', subject: offer.id, detail: { ...request.body } };
      await answerYes(auditedSteps(deps, caller, act), offer, request.body?.massKg);
      return await loadOfferView(deps.ports, offer);
    },
  );

  app.post<{ Params: IdParams; Body: DeclineInput }>(
    '/v1/offers/:id/decline',
    {
      onRequest,
      schema: {
        tags,
        summary: 'Decline an offer',
        body: DeclineInput,
        response: answers({ 200: OfferView }),
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const offer = await ownOffer(request.params.id, caller);
      const { reason } = request.body;
      const steps = auditedSteps(deps, caller, { action: 'offer.decline', subject: offer.id, reason });
      await answerNo(steps, offer, request.body);
      return await loadOfferView(deps.ports, offer);
    },
  );

  async function ownOffer(id: string, { role, partnerId }: Caller): Promise<Offer> {
    const offer = await lots.findOffer(idOf('off', id));
    return visible(offer, ({ recipientId }) => role === 'operator' || recipientId === partnerId);
  }
}
