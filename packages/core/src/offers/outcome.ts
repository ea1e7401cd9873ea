import type { Outcome } from '@sprk/contracts';
import type { Lot, Offer } from './lot.ts';

export type OutcomeKind = Outcome['kind'];

/** What came of an offer, with the features it was chosen by, so that learning sees what matching saw. */
export function outcomeOf(lot: Lot, offer: Offer, kind: OutcomeKind, at: string): Outcome {
  const responseMinutes = Math.max(0, Date.parse(at) - Date.parse(offer.offeredAt)) / 60_000;
  return {
    kind,
    oversupplyId: lot.id,
    recipientId: offer.recipientId,
    offerId: offer.id,
    attempt: offer.attempt,
    at,
    category: lot.registration.category,
    massKg: offer.massKg,
    responseMinutes,
    ...(offer.declineReason && { reason: offer.declineReason }),
    ...scoring(lot, offer),
  };
}

/** No weights chose a recipient that a person chose, so there is no chance to judge them by. */
function scoring({ cascade }: Lot, offer: Offer): Partial<Outcome> {
  const candidate = cascade?.candidates.find(({ recipientId }) => recipientId === offer.recipientId);
  if (!cascade || !candidate) return {};
  const { features, probability, weightsVersion = cascade.weightsVersion } = candidate;
  const seen = { schemaHash: cascade.schemaHash, features };
  return offer.source === 'cascade' ? { ...seen, weightsVersion, probability } : seen;
}
