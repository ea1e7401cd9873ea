import type { Recommendation } from '@sprk/contracts';
import type { Lot, Offer } from '@sprk/core';
import { dueAt, dueShard, lotKey, offerKey, recommendationKey, statusShard } from './lot-keys.ts';
import { pack } from './packed.ts';

/** A lot with its offers: one read loads it. Only a lot that is due some time is in the index of those. */
export function lotItem(lot: Lot) {
  const { id, version, status, registration, wakeAt } = lot;
  return {
    ...lotKey(id),
    id,
    version,
    supplier: registration.supplierId,
    statusShard: statusShard('lot', status, id),
    ...(wakeAt !== undefined && { dueShard: dueShard(id), dueAt: dueAt(wakeAt, id) }),
    body: pack(lot),
  };
}

export function offerItem(offer: Offer) {
  const { id, recipientId, status } = offer;
  return {
    ...offerKey(id),
    id,
    recipient: recipientId,
    statusShard: statusShard('offer', status, id),
    body: pack(offer),
  };
}

export function recommendationItem(recommendation: Recommendation) {
  const { oversupplyId, round } = recommendation;
  return { ...recommendationKey(oversupplyId, round), body: pack(recommendation) };
}
