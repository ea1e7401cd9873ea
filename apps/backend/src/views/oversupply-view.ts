import type { OfferSummary, OversupplyView, Recommendation } from '@sprk/contracts';
import { acceptedOffer, type Lot, type Offer } from '@sprk/core';

/** A lot as suppliers and operators see it. */
export function oversupplyView(lot: Lot, recommendation?: Recommendation): OversupplyView {
  const accepted = acceptedOffer(lot);
  return {
    id: lot.id,
    status: lot.status,
    ...lot.registration,
    registeredAt: lot.registeredAt,
    ...(accepted && { recipientId: accepted.recipientId }),
    ...(lot.acceptedMassKg !== undefined && { acceptedMassKg: lot.acceptedMassKg }),
    ...(lot.collectedMassKg !== undefined && { collectedMassKg: lot.collectedMassKg }),
    ...(lot.childIds.length > 0 && { childIds: [...lot.childIds] }),
    ...(lot.cause && { cause: lot.cause }),
    ...(lot.measures && { measures: [...lot.measures] }),
    ...(lot.status === 'matching' && { matchRequests: lot.asks }),
    ...(lot.handover && { handover: lot.handover }),
    ...(recommendation && { recommendation: recommendationView(recommendation) }),
    offers: lot.offers.map(offerSummary),
  };
}

/** The 201 of a registration, also when it is asked for again later: what was stored then, not what became of it. */
export function registeredView(lot: Lot): OversupplyView {
  return { id: lot.id, status: 'matching', ...lot.registration, registeredAt: lot.registeredAt, offers: [] };
}

export function offerSummary(offer: Offer): OfferSummary {
  return {
    id: offer.id,
    recipientId: offer.recipientId,
    status: offer.status,
    offeredAt: offer.offeredAt,
    answerBy: offer.answerBy,
    massKg: offer.massKg,
    attempt: offer.attempt,
    source: offer.source,
    ...(offer.answeredAt && { answeredAt: offer.answeredAt }),
    ...(offer.declineReason && { declineReason: offer.declineReason }),
    ...(offer.note && { note: offer.note }),
    ...(offer.late && { late: true }),
  };
}

function recommendationView({ oversupplyId: _o, traceparent: _t, means: _m, ...rest }: Recommendation) {
  return { ...rest, candidates: rest.candidates.map(({ features: _, ...candidate }) => candidate) };
}
