import { OVERSUPPLY_STATUSES } from '@sprk/contracts';
import type { LotStore } from '@sprk/core';
import { checkUnitSize, countItems } from '@sprk/core/ports/unit-size';
import { LotLists } from './lot-lists.ts';
import { LotReader } from './lot-reader.ts';
import { LotWriter } from './lot-writer.ts';
import type { Store } from './store.ts';

export function createSqliteLotStore(store: Store): LotStore {
  const { reader, group, outbox, claims, counters } = store;
  const lots = new LotWriter(store);
  const read = new LotReader(store);
  const lists = new LotLists(reader, read, store.supplierLots);
  const readCounters = reader.prepare('SELECT name, n FROM counters');

  return {
    async register({ lot, idempotency, events }) {
      checkUnitSize(2 + events.length);
      return group.run(() => {
        const clash = claims.take(idempotency);
        if (clash) return clash;
        lots.insert(lot);
        counters.add('matching', 1);
        outbox.emit(events, [lot]);
        return { kind: 'registered' };
      });
    },
    async findClaim(scope, key) {
      return claims.find(scope, key);
    },
    async find(id) {
      return read.find(id);
    },
    async findOffer(offerId) {
      return read.findOffer(offerId);
    },
    async commit(change) {
      checkUnitSize(countItems(change));
      return group.run(() => lots.commit(change));
    },
    async findRecommendation(id, round) {
      return read.findRecommendation(id, round);
    },
    async list(query) {
      return lists.list(query);
    },
    async listOffers(query) {
      return read.listOffers(query);
    },
    async due(now, limit) {
      return read.due(now, limit);
    },
    async counts() {
      const stored = new Map(readCounters.all().map((row) => [row.name, Number(row.n)]));
      const byStatus = OVERSUPPLY_STATUSES.map((status) => [status, stored.get(status) ?? 0]);
      return { byStatus: Object.fromEntries(byStatus), unanswered: stored.get('unanswered') ?? 0 };
    },
  };
}
