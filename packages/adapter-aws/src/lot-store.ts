import { OVERSUPPLY_STATUSES, type OversupplyStatus } from '@sprk/contracts';
import type { Lot, LotStore, Offer } from '@sprk/core';
import { findClaim } from './claims.ts';
import { commitLot } from './commit-lot.ts';
import { dueLots } from './due-lots.ts';
import { findRecommendation } from './find-recommendation.ts';
import { getItem } from './get-item.ts';
import type { Kernel } from './kernel.ts';
import { lotKey, offerKey } from './lot-keys.ts';
import { listLots, listOffers } from './lot-lists.ts';
import { bodyOf, type PackedItem } from './packed-item.ts';
import { registerLot } from './register-lot.ts';

export function createAwsLotStore(kernel: Kernel): LotStore {
  const { deps, log } = kernel;
  return {
    register: (unit) => registerLot(kernel, unit),
    commit: (change) => commitLot(kernel, change),
    findClaim: (scope, key) => findClaim(deps, scope, key),
    find: async (id) => bodyOf<Lot>(await getItem<PackedItem>(deps, 'lots', lotKey(id))),
    findOffer: async (offerId) => bodyOf<Offer>(await getItem<PackedItem>(deps, 'lots', offerKey(offerId))),
    findRecommendation: (id, round) => findRecommendation(deps, id, round),
    list: (query) => listLots(deps, query),
    listOffers: (query) => listOffers(deps, query),
    due: (now, limit) => dueLots(deps, now, limit),
    async counts() {
      const { totals } = await log.newest();
      const count = (name: OversupplyStatus | 'unanswered') => totals[name] ?? 0;
      const byStatus = OVERSUPPLY_STATUSES.map((status) => [status, count(status)] as const);
      return { byStatus: Object.fromEntries(byStatus), unanswered: count('unanswered') };
    },
  };
}
