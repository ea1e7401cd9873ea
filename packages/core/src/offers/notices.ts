import type { OfferNotice, OversupplyChange } from '@sprk/contracts';
import { acceptedOffer, type Lot, type Offer } from './lot.ts';
import { massToPlace } from './lot-mass.ts';

/** What an offer event tells. */
export function offerNotice(lot: Lot, offer: Offer): OfferNotice {
  const { product, category, temperature, collectBy, supplierId } = lot.registration;
  return {
    offerId: offer.id,
    oversupplyId: lot.id,
    supplierId,
    recipientId: offer.recipientId,
    status: offer.status,
    massKg: offer.massKg,
    product,
    category,
    temperature,
    collectBy,
    answerBy: offer.answerBy,
    distanceKm: Math.round(offer.distanceKm * 10) / 10,
    ...(offer.declineReason && { reason: offer.declineReason }),
  };
}

/** What a change of status tells. */
export function lotNotice(lot: Lot): OversupplyChange {
  const accepted = acceptedOffer(lot);
  return {
    oversupplyId: lot.id,
    supplierId: lot.registration.supplierId,
    status: lot.status,
    massKg: lot.collectedMassKg ?? lot.acceptedMassKg ?? massToPlace(lot),
    ...(accepted && { recipientId: accepted.recipientId }),
    ...(lot.cause && { cause: lot.cause }),
  };
}
