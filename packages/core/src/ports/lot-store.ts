import type { DomainEvent, OversupplyStatus, Recommendation } from '@sprk/contracts';
import type { Lot, Offer } from '../offers/lot.ts';
import type { IdempotencyClaim, IdempotencyClash } from './idempotency.ts';
import type { LotChange } from './lot-change.ts';
import type { Page, PageRequest } from './page.ts';

export type CommitResult =
  | { readonly kind: 'committed' }
  /** Somebody else changed the lot first: load it again and decide anew. Nothing was written. */
  | { readonly kind: 'stale' }
  /** The slot or the fatigue budget of that recipient is used up. Nothing was written. */
  | { readonly kind: 'slotFull'; readonly recipientId: string }
  | { readonly kind: 'fatigued'; readonly recipientId: string };

export interface LotQuery extends PageRequest {
  /** Absent: all suppliers (operator). */
  readonly supplierId?: string;
  readonly status?: OversupplyStatus;
  /** registeredAt in [from, to), RFC 3339. */
  readonly from?: string;
  readonly to?: string;
}

export interface OfferQuery extends PageRequest {
  /** Absent: all recipients (operator). */
  readonly recipientId?: string;
  /** 'open': offered. Absent: all. */
  readonly status?: 'open' | Offer['status'];
}

/** Access patterns: lot by id; lots by supplier or status in order of time (newest first); offer by id; offers by recipient; due lots by wakeAt. */
export interface LotStore {
  /** Creates the lot unless the key was used before; counts it as `matching`. One unit: lot + idempotency + events. */
  register(unit: {
    readonly lot: Lot;
    readonly idempotency: IdempotencyClaim;
    readonly events: readonly DomainEvent[];
  }): Promise<{ readonly kind: 'registered' } | IdempotencyClash>;
  /** What a key made before, if it was used (so that a replay needs no new decision). */
  findClaim(scope: string, key: string): Promise<IdempotencyClaim | undefined>;
  find(id: string): Promise<Lot | undefined>;
  findOffer(offerId: string): Promise<Offer | undefined>;
  commit(change: LotChange): Promise<CommitResult>;
  /** The recommendation stored for a round, the newest when `round` is absent. */
  findRecommendation(id: string, round?: number): Promise<Recommendation | undefined>;
  list(query: LotQuery): Promise<Page<Lot>>;
  listOffers(query: OfferQuery): Promise<Page<Offer>>;
  /** Ids of lots with wakeAt <= now, the most overdue first. */
  due(now: string, limit: number): Promise<readonly string[]>;
  /** Lots by status, and how many matching lots were asked about more than once (kept as counters, not scanned). */
  counts(): Promise<{ readonly byStatus: Readonly<Record<string, number>>; readonly unanswered: number }>;
}
