import {
  ExplanationQuery,
  ExplanationView,
  type Language,
  LanguageQuery,
  OfferExplanationView,
} from '@sprk/contracts';
import { AppError } from '@sprk/core';
import type { Caller } from '@sprk/platform';
import type { FastifyInstance } from 'fastify';
import type { BackendDeps } from '../deps.ts';
import { createExplainer } from '../explanation/explain.ts';
import { allow, callerOf, idOf, visible } from '../http/guard.ts';
import { answers } from '../http/responses.ts';

type IdParams = { id: string };

/** Why a lot went where it went, and why a recipient was asked, in words. */
export function explanationRoutes(app: FastifyInstance, deps: BackendDeps): void {
  const { lots, suppliers, recipients } = deps.ports;
  const explain = createExplainer(deps);

  app.get<{ Params: IdParams; Querystring: { language?: Language; recipientId?: string } }>(
    '/v1/oversupplies/:id/explanation',
    {
      onRequest: allow(deps, 'supplier', 'operator'),
      schema: {
        tags: ['oversupplies'],
        summary: 'Why these recipients, why not others, and what would have to change; in words',
        querystring: ExplanationQuery,
        response: answers({ 200: ExplanationView }),
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const { recipientId, language } = request.query;
      const found = await lots.find(idOf('ovs', request.params.id));
      const lot = visible(found, ({ registration }) => {
        return caller.role === 'operator' || registration.supplierId === caller.partnerId;
      });
      const reader = caller.role === 'operator' ? 'operator' : 'supplier';
      if (reader === 'supplier' && recipientId !== undefined) {
        const message = 'only an operator may ask about one recipient';
        throw new AppError('validation_failed', { errors: [{ path: 'recipientId', message }] });
      }
      return await explain.lot(lot, {
        language: language ?? (await ownLanguage(caller)),
        reader,
        ...(recipientId !== undefined && { recipientId: idOf('rec', recipientId) }),
      });
    },
  );

  app.get<{ Params: IdParams; Querystring: { language?: Language } }>(
    '/v1/offers/:id/explanation',
    {
      onRequest: allow(deps, 'recipient', 'operator'),
      schema: {
        tags: ['offers'],
        summary: 'Why this recipient was asked; in words',
        querystring: LanguageQuery,
        response: answers({ 200: OfferExplanationView }),
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const offer = visible(await lots.findOffer(idOf('off', request.params.id)), ({ recipientId }) => {
        return caller.role === 'operator' || recipientId === caller.partnerId;
      });
      const lot = await lots.find(offer.oversupplyId);
      if (!lot) throw new AppError('not_found');
      return await explain.offer(lot, offer, request.query.language ?? (await ownLanguage(caller)));
    },
  );

  /** The one that the partner reads, as far as it said so. */
  async function ownLanguage({ role, partnerId }: Caller): Promise<Language> {
    if (role === 'operator' || partnerId === undefined) return 'en';
    const partner = await (role === 'supplier' ? suppliers : recipients).find(partnerId);
    return partner?.language ?? 'en';
  }
}
