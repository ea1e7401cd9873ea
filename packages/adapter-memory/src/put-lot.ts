import type { Lot, Offer } from '@sprk/core';
import { getOrAdd, type MemoryState } from './memory-state.ts';
import { SortedIds } from './sorted-ids.ts';

/** Stores a lot without its offers, which are stored one by one. */
export function putLot(state: MemoryState, lot: Lot): void {
  state.lots.set(lot.id, structuredClone({ ...lot, offers: [] }));
  state.lotIds.add(lot.id);
  getOrAdd(state.lotIdsBySupplier, lot.registration.supplierId, () => new SortedIds()).add(lot.id);
  if (lot.wakeAt === undefined) state.wakeAtMs.delete(lot.id);
  else state.wakeAtMs.set(lot.id, Date.parse(lot.wakeAt));
}

export function putOffer(state: MemoryState, offer: Offer): void {
  const copy = structuredClone(offer);
  getOrAdd(state.offersByLot, offer.oversupplyId, () => new Map()).set(offer.attempt, copy);
  state.offers.set(offer.id, copy);
  state.offerIds.add(offer.id);
  getOrAdd(state.offerIdsByRecipient, offer.recipientId, () => new SortedIds()).add(offer.id);
}
