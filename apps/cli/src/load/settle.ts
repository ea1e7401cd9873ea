import { setTimeout as sleep } from 'node:timers/promises';
import type { OfferNotice, OfferView } from '@sprk/contracts';
import type { ApiClient } from '../shared/api-client.ts';
import { readPages } from '../shared/read-pages.ts';
import type { LotLedger } from './lot-ledger.ts';

export type SettleDeps = {
  readonly client: ApiClient;
  readonly token: string;
  readonly ledger: LotLedger;
  readonly now: () => number;
  /** At most. */
  readonly settleMs: number;
  /** An offer that was open although no event told of it. */
  readonly onOffer: (notice: OfferNotice) => void;
  readonly signal: AbortSignal;
};

const CHECK_MS = 50;
const LONGEST_SWEEP_MS = 2000;

/** Waits until no lot of the run is open any more; looks for offers whose events were missed meanwhile. */
export async function settle(deps: SettleDeps): Promise<void> {
  const { ledger, now, settleMs, signal } = deps;
  const endsAt = now() + settleMs;
  const sweepMs = Math.min(LONGEST_SWEEP_MS, settleMs / 5);
  let sweepsAt = now() + sweepMs;
  while (ledger.counts.open > 0 && now() < endsAt && !signal.aborted) {
    await sleep(CHECK_MS, undefined, { signal }).catch(() => undefined);
    if (now() < sweepsAt) continue;
    await sweep(deps);
    sweepsAt = now() + sweepMs;
  }
}

async function sweep({ client, token, ledger, onOffer }: SettleDeps): Promise<void> {
  for await (const offer of readPages<OfferView>(client, token, '/v1/offers?status=open')) {
    const isOurs = ledger.records.get(offer.oversupplyId)?.acknowledgedAt !== undefined;
    if (isOurs) onOffer({ ...offer, offerId: offer.id, supplierId: offer.supplier?.id ?? '' });
  }
}
