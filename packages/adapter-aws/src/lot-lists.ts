import { OFFER_STATUSES, OVERSUPPLY_STATUSES } from '@sprk/contracts';
import type { Lot, LotQuery, Offer, OfferQuery, Page } from '@sprk/core';
import { parseCursor } from '@sprk/core/shared/page-cursor';
import type { AwsDeps } from './aws-deps.ts';
import { idAt } from './id-at.ts';
import { loadByIds } from './load-by-ids.ts';
import { lotKey, offerKey, statusShards } from './lot-keys.ts';
import { type IdRange, newestIds } from './newest-ids.ts';
import { pageOf } from './page-of.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * Lots newest first, by the order of their ids. What an index says may be a moment old, so each lot is asked again
 * whether it belongs to the list.
 */
export async function listLots(deps: AwsDeps, query: LotQuery): Promise<Page<Lot>> {
  const { supplierId, status, limit } = query;
  const range = { ...spanOf('ovs', query), before: parseCursor('lots', query.cursor) };
  const ids =
    supplierId === undefined
      ? newestIds(
          deps,
          'by-status',
          statusShards('lot', status ? [status] : OVERSUPPLY_STATUSES),
          range,
          limit,
        )
      : newestIds(deps, 'by-supplier', [supplierId], range, limit);
  const lots = loadByIds<Lot>(deps, ids, lotKey, limit);
  return await pageOf(
    'lots',
    query,
    filtered(lots, (lot) => isAsked(lot, query)),
  );
}

export async function listOffers(deps: AwsDeps, query: OfferQuery): Promise<Page<Offer>> {
  const { recipientId, limit } = query;
  const status = query.status === 'open' ? 'offered' : query.status;
  const range = { ...spanOf('off', {}), before: parseCursor('offers', query.cursor) };
  const ids =
    recipientId === undefined
      ? newestIds(deps, 'by-status', statusShards('offer', status ? [status] : OFFER_STATUSES), range, limit)
      : newestIds(deps, 'by-recipient', [recipientId], range, limit);
  const offers = loadByIds<Offer>(deps, ids, offerKey, limit);
  return await pageOf(
    'offers',
    query,
    filtered(offers, (offer) => status === undefined || offer.status === status),
  );
}

/** Lots get their ids at registration, so ids bound a span of time roughly. */
function spanOf(prefix: 'ovs' | 'off', { from, to }: Pick<LotQuery, 'from' | 'to'>): Omit<IdRange, 'before'> {
  return {
    low: from === undefined ? `${prefix}_` : idAt(prefix, Date.parse(from) - HOUR_MS),
    high: to === undefined ? `${prefix}_~` : idAt(prefix, Date.parse(to) + DAY_MS),
  };
}

function isAsked(lot: Lot, { status, from, to }: LotQuery): boolean {
  const atMs = Date.parse(lot.registeredAt);
  return (
    (status === undefined || lot.status === status) &&
    (from === undefined || atMs >= Date.parse(from)) &&
    (to === undefined || atMs < Date.parse(to))
  );
}

async function* filtered<T>(items: AsyncIterable<T>, isAsked: (item: T) => boolean): AsyncGenerator<T> {
  for await (const item of items) if (isAsked(item)) yield item;
}
