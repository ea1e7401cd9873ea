import { OVERSUPPLY_STATUSES } from '@sprk/contracts';
import type { Clock, Lot, LotQuery, LotStore, Offer, OfferQuery } from '@sprk/core';
import { checkUnitSize, countItems } from '@sprk/core/ports/unit-size';
import { parseCursor } from '@sprk/core/shared/page-cursor';
import { findClash, storeClaim } from './claims.ts';
import { commitLot } from './commit-lot.ts';
import { emit, type MemoryState } from './memory-state.ts';
import { toPage } from './page.ts';
import { putLot } from './put-lot.ts';

export function createMemoryLotStore(state: MemoryState, clock: Clock): LotStore {
  function whole(id: string): Lot | undefined {
    const lot = state.lots.get(id);
    return lot && structuredClone({ ...lot, offers: offersOf(state, id) });
  }

  return {
    async register({ lot, idempotency, events }) {
      const clash = findClash(state, idempotency);
      if (clash) return clash;
      checkUnitSize(2 + events.length);
      if (state.lots.has(lot.id)) throw new Error(`Lot ${lot.id} exists already.`);
      putLot(state, lot);
      storeClaim(state, idempotency);
      state.counts.set('matching', (state.counts.get('matching') ?? 0) + 1);
      emit(state, events, clock.now());
      return { kind: 'registered' };
    },
    async findClaim(scope, key) {
      return structuredClone(state.claims.get(JSON.stringify([scope, key])));
    },
    async find(id) {
      return whole(id);
    },
    async findOffer(offerId) {
      return structuredClone(state.offers.get(offerId));
    },
    async commit(change) {
      checkUnitSize(countItems(change));
      return commitLot(state, change, clock.now());
    },
    async findRecommendation(id, round) {
      const rounds = state.recommendations.get(id);
      return structuredClone(rounds?.get(round ?? Math.max(...rounds.keys())));
    },
    async list(query) {
      const ids =
        query.supplierId === undefined ? state.lotIds : state.lotIdsBySupplier.get(query.supplierId);
      const position = parseCursor('lots', query.cursor);
      return toPage('lots', query, ids?.below(position) ?? [], (id) => {
        const lot = state.lots.get(id);
        return lot && isAsked(lot, query) ? { ...lot, offers: offersOf(state, id) } : undefined;
      });
    },
    async listOffers(query) {
      const ids =
        query.recipientId === undefined ? state.offerIds : state.offerIdsByRecipient.get(query.recipientId);
      const position = parseCursor('offers', query.cursor);
      return toPage('offers', query, ids?.below(position) ?? [], (id) => {
        const offer = state.offers.get(id);
        return offer && isAskedOffer(offer, query) ? offer : undefined;
      });
    },
    async due(now, limit) {
      const nowMs = Date.parse(now);
      return [...state.wakeAtMs]
        .filter(([, atMs]) => atMs <= nowMs)
        .sort(([idA, a], [idB, b]) => a - b || (idA < idB ? -1 : 1))
        .slice(0, limit)
        .map(([id]) => id);
    },
    async counts() {
      const byStatus = Object.fromEntries(
        OVERSUPPLY_STATUSES.map((status) => [status, state.counts.get(status) ?? 0]),
      );
      return { byStatus, unanswered: state.counts.get('unanswered') ?? 0 };
    },
  };
}

function offersOf(state: MemoryState, lotId: string): readonly Offer[] {
  return [...(state.offersByLot.get(lotId)?.values() ?? [])].sort((a, b) => a.attempt - b.attempt);
}

function isAsked(lot: Lot, query: LotQuery): boolean {
  const atMs = Date.parse(lot.registeredAt);
  return (
    (query.status === undefined || lot.status === query.status) &&
    (query.from === undefined || atMs >= Date.parse(query.from)) &&
    (query.to === undefined || atMs < Date.parse(query.to))
  );
}

function isAskedOffer(offer: Offer, query: OfferQuery): boolean {
  return query.status === undefined || offer.status === (query.status === 'open' ? 'offered' : query.status);
}
