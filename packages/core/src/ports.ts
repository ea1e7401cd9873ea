import type {
  ActiveWeights,
  Activity,
  AuditEntry,
  Category,
  DeadLetter,
  DirectoryPage,
  DomainEvent,
  Outcome,
  OversupplyStatus,
  Policy,
  QueueName,
  Recipient,
  Recommendation,
  SlotUsage,
  Supplier,
  Weights,
} from '@sprk/contracts';
import type { Lot, Offer } from './offers/lot.ts';

/*
 * What core asks of the outside. Every method is one atomic, conditional unit of work of at most 100 items
 * (MAX_UNIT_ITEMS), such as one DynamoDB transaction carries; state and outgoing events travel in the same unit,
 * and an adapter routes events to queues by flow.ts. A write resolves when it is durable. Reads see only durable
 * state, but may be a moment old: conditions, not reads, keep invariants.
 */

export const MAX_UNIT_ITEMS = 100;

export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
}

export interface Ids {
  /** A new id, `${prefix}_` + UUIDv7 of the clock's time. */
  next(prefix: 'ovs' | 'sup' | 'rec' | 'off' | 'wts' | 'evt' | 'aud'): string;
}

export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
}

/** Key of one idempotent POST: `scope` is the partner (or operator) the key belongs to. */
export interface IdempotencyClaim {
  readonly scope: string;
  readonly key: string;
  /** SHA-256 of the canonical body, hex. */
  readonly fingerprint: string;
  /** What was made: given back on replay. */
  readonly resourceId: string;
  readonly at: string;
}
export type IdempotencyClash =
  /** Same key, same body: nothing was written; `resourceId` is what the first call made. */
  | { readonly kind: 'replayed'; readonly resourceId: string }
  /** Same key, other body: nothing was written. */
  | { readonly kind: 'keyReused' };

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
export type CommitResult =
  | { readonly kind: 'committed' }
  /** Somebody else changed the lot first: load it again and decide anew. Nothing was written. */
  | { readonly kind: 'stale' }
  /** The slot or the fatigue budget of that recipient is used up. Nothing was written. */
  | { readonly kind: 'slotFull'; readonly recipientId: string }
  | { readonly kind: 'fatigued'; readonly recipientId: string };

export interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}
export interface PageRequest {
  /** 1..200 */
  readonly limit: number;
  /** Opaque, from `nextCursor`; an unreadable one throws AppError validation_failed. */
  readonly cursor?: string;
}
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

export interface PartnerChangeUnit<P> {
  readonly partner: P;
  readonly events: readonly DomainEvent[];
  readonly audit: readonly AuditEntry[];
}
export type PartnerCreateResult =
  | { readonly kind: 'created' }
  /** The externalId belongs to that partner already; nothing was written. */
  | { readonly kind: 'externalIdTaken'; readonly id: string }
  | IdempotencyClash;

/** Suppliers or recipients. Access patterns: by id; by externalId; all in order of id. */
export interface PartnerStore<P extends Supplier | Recipient> {
  create(
    unit: PartnerChangeUnit<P> & { readonly idempotency?: IdempotencyClaim },
  ): Promise<PartnerCreateResult>;
  /** The stored version must be `partner.version - 1`. */
  update(unit: PartnerChangeUnit<P>): Promise<{ readonly kind: 'updated' } | { readonly kind: 'stale' }>;
  find(id: string): Promise<P | undefined>;
  findByExternalId(externalId: string): Promise<P | undefined>;
  list(page: PageRequest): Promise<Page<P>>;
  count(): Promise<number>;
}

/** Capacity and behaviour of recipients, as the backend holds them. */
export interface RecipientLedger {
  slots(
    keys: readonly { readonly recipientId: string; readonly date: string }[],
  ): Promise<readonly SlotUsage[]>;
  activity(recipientIds: readonly string[]): Promise<readonly Activity[]>;
}

/** Everything the matcher needs to know, as a feed of changed entries; the same entry may come again. */
export interface DirectoryFeed {
  /** `after` absent: from the beginning. An unknown cursor starts from the beginning too. */
  changes(after: string | undefined, limit: number): Promise<Omit<DirectoryPage, 'activeWeights'>>;
}

export interface QueueMessage {
  readonly queue: QueueName;
  /** Stable over deliveries. */
  readonly id: string;
  /** Valid for this delivery only; a stale one is ignored. */
  readonly receipt: string;
  /** 1 at the first delivery. */
  readonly receiveCount: number;
  readonly event: DomainEvent;
}

/** At-least-once queues with leases. Messages enter only with a unit of work, routed by flow.ts. */
export interface Queues {
  /** Up to `max` (1..256) messages, leased for `leaseSeconds`; waits up to `waitMs` for the first one. */
  receive(
    queue: QueueName,
    options: { readonly max: number; readonly leaseSeconds: number; readonly waitMs: number },
    signal?: AbortSignal,
  ): Promise<readonly QueueMessage[]>;
  acknowledge(queue: QueueName, receipts: readonly string[]): Promise<void>;
  /** Heartbeat: the lease ends `leaseSeconds` from now. */
  extend(queue: QueueName, receipts: readonly string[], leaseSeconds: number): Promise<void>;
  /** Gives a message back, to be delivered again after the delay; past the queue's maxReceives it is dead. */
  release(
    queue: QueueName,
    receipt: string,
    options: { readonly delaySeconds: number; readonly reason: string },
  ): Promise<void>;
  /** Sets a message aside at once. */
  deadLetter(queue: QueueName, receipt: string, reason: string): Promise<void>;
  listDeadLetters(page: PageRequest): Promise<Page<DeadLetter>>;
  /** Puts a dead letter back with a fresh receive count. */
  redrive(
    id: string,
    audit: AuditEntry,
  ): Promise<{ readonly kind: 'redriven' } | { readonly kind: 'unknown' }>;
  depth(queue: QueueName): Promise<{
    readonly ready: number;
    readonly leased: number;
    readonly dead: number;
    readonly oldestAgeSeconds: number;
  }>;
}

/** The ordered log of events, for live updates. Kept for a stated time. */
export interface EventLog {
  /** Cursor of the newest durable event. */
  latest(): Promise<string>;
  /** Events after the cursor, oldest first; `gap` when the cursor is older than what is kept. */
  after(
    cursor: string,
    limit: number,
  ): Promise<{
    readonly events: readonly { readonly cursor: string; readonly event: DomainEvent }[];
    readonly gap: boolean;
  }>;
  /** Resolves when events newer than the cursor may exist, after `waitMs`, or when aborted. */
  changed(cursor: string, waitMs: number, signal?: AbortSignal): Promise<void>;
}

export interface WeightRegistry {
  /** Create-only by version, and `sequence` must be above all others. */
  publish(
    weights: Weights,
  ): Promise<{ readonly kind: 'published' } | { readonly kind: 'exists' } | { readonly kind: 'outdated' }>;
  find(version: string): Promise<Weights | undefined>;
  /** Newest first. */
  list(page: PageRequest): Promise<Page<Weights>>;
  active(): Promise<ActiveWeights | undefined>;
  /** Swaps the pointer if its generation is still `active.generation - 1` (0 for the first). */
  activate(unit: {
    readonly active: ActiveWeights;
    readonly events: readonly DomainEvent[];
    readonly audit: readonly AuditEntry[];
  }): Promise<
    { readonly kind: 'activated' } | { readonly kind: 'stale' } | { readonly kind: 'unknownVersion' }
  >;
}

/** The cruncher's memory: outcomes in the order they were learned, each counted once. */
export interface OutcomeLog {
  /** Appends those whose natural key is new; a repeated one is dropped. Positions start at 0. At most 100 at once. */
  append(
    outcomes: readonly Outcome[],
  ): Promise<{ readonly appended: readonly Outcome[]; readonly nextPosition: number }>;
  read(fromPosition: number, limit: number): Promise<readonly Outcome[]>;
}

export interface PolicyStore {
  /** The newest policy; a fresh store has the default. */
  current(): Promise<Policy>;
  put(unit: {
    readonly policy: Policy;
    readonly events: readonly DomainEvent[];
    readonly audit: readonly AuditEntry[];
  }): Promise<{ readonly kind: 'stored' } | { readonly kind: 'stale' }>;
}

export interface AuditLog {
  /** Newest first. Entries enter only with a unit of work. */
  list(page: PageRequest): Promise<Page<AuditEntry>>;
}

/** Collected mass, kept as daily sums when a lot is collected. */
export interface ImpactLedger {
  /** Sums over local-UTC days in [fromDate, toDate]. */
  collected(
    fromDate: string,
    toDate: string,
  ): Promise<{
    readonly lots: number;
    readonly massKgByCategory: Readonly<Record<string, number>>;
  }>;
}

export interface Ports {
  readonly lots: LotStore;
  readonly suppliers: PartnerStore<Supplier>;
  readonly recipients: PartnerStore<Recipient>;
  readonly ledger: RecipientLedger;
  readonly directory: DirectoryFeed;
  readonly queues: Queues;
  readonly events: EventLog;
  readonly weights: WeightRegistry;
  readonly outcomes: OutcomeLog;
  readonly policy: PolicyStore;
  readonly audit: AuditLog;
  readonly impact: ImpactLedger;
}
