import type { AuditEntry, Category, DomainEvent, OversupplyStatus, Recommendation } from '@sprk/contracts';
import type { Lot, Offer } from '../offers/lot.ts';

/** A change of the mass held on one recipient's opening day. */
export interface SlotDelta {
  readonly recipientId: string;
  readonly date: string;
  readonly deltaKg: number;
  /** Upper bound of the sum after a positive delta, kg. Ignored for a release. */
  readonly capacityKg: number;
}

/** Commutative additions to a recipient's activity; `openOffers` is bounded when it rises. */
export interface ActivityDelta {
  readonly recipientId: string;
  readonly openOffers: number;
  /** Upper bound of openOffers after a rise. */
  readonly maxOpenOffers?: number;
  readonly lastAcceptedAt?: string;
  readonly fadedOffers?: number;
  readonly fadedAnswers?: number;
  readonly fadedResponseMinutes?: number;
  readonly fadedAcceptances?: number;
  readonly fadedReceivedKg?: number;
  readonly category?: string;
}

/** The sums of an activity that fade with time. */
export const FADED_FIELDS = [
  'fadedOffers',
  'fadedAnswers',
  'fadedResponseMinutes',
  'fadedAcceptances',
  'fadedReceivedKg',
] as const;

/** One step of a lot's life with all that belongs to it. */
export interface LotChange {
  /** The new state; the stored one must have version `lot.version - 1`. */
  readonly lot: Lot;
  /** Offers of `lot` that are new or changed in this step. */
  readonly offers: readonly Offer[];
  /** Lots split off in this step (create-only). */
  readonly children: readonly Lot[];
  readonly slots: readonly SlotDelta[];
  readonly activity: readonly ActivityDelta[];
  /** Stored once per (oversupply, round). */
  readonly recommendation?: Recommendation;
  /** Commutative changes of the public counters, e.g. `{matching: -1, offered: 1}`. */
  readonly counts: CountDelta;
  /** Added to the daily sums when a lot is collected. */
  readonly impact?: ImpactDelta;
  readonly events: readonly DomainEvent[];
  readonly audit: readonly AuditEntry[];
}

/** By status of lots, and `unanswered`: lots about which the matcher was asked more than once in their round. */
export type CountDelta = Readonly<Partial<Record<OversupplyStatus | 'unanswered', number>>>;

export interface ImpactDelta {
  /** UTC date. */
  readonly date: string;
  readonly category: Category;
  readonly massKg: number;
}
