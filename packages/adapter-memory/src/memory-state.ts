import type {
  ActiveWeights,
  Activity,
  AuditEntry,
  DomainEvent,
  Outcome,
  Policy,
  QueueName,
  Recipient,
  Recommendation,
  Supplier,
  Weights,
} from '@sprk/contracts';
import { DEFAULT_POLICY, type IdempotencyClaim, type Lot, type Offer, queuesFor } from '@sprk/core';
import { SortedIds } from './sorted-ids.ts';
import { Waiters } from './waiters.ts';

/** A message and what its deliveries did to it. */
export interface QueueEntry {
  readonly id: string;
  readonly event: DomainEvent;
  readonly enqueuedAtMs: number;
  receiveCount: number;
  /** Rises with every delivery, also over redrives: makes receipts unique. */
  deliveries: number;
  /** Hidden until then, by a lease or by a delay. */
  visibleAtMs: number;
}
export interface DeadEntry extends QueueEntry {
  readonly queue: QueueName;
  readonly deadAt: string;
  readonly reason: string;
}
export interface PartnerTable<P extends Supplier | Recipient> {
  readonly byId: Map<string, P>;
  readonly idByExternalId: Map<string, string>;
  readonly ids: SortedIds;
}
export interface DaySums {
  lots: number;
  readonly mgByCategory: Map<string, number>;
}

/** What one store holds. Several sets of ports may share it, as several processes share a database. */
export interface MemoryState {
  /** Without offers: those live in `offersByLot`, in order of attempt. */
  readonly lots: Map<string, Lot>;
  readonly lotIds: SortedIds;
  readonly lotIdsBySupplier: Map<string, SortedIds>;
  readonly wakeAtMs: Map<string, number>;
  readonly offersByLot: Map<string, Map<number, Offer>>;
  readonly offers: Map<string, Offer>;
  readonly offerIds: SortedIds;
  readonly offerIdsByRecipient: Map<string, SortedIds>;
  readonly recommendations: Map<string, Map<number, Recommendation>>;
  readonly claims: Map<string, IdempotencyClaim>;
  readonly counts: Map<string, number>;
  readonly impact: Map<string, DaySums>;
  /** Milligrams by slotKey. */
  readonly slots: Map<string, number>;
  readonly activity: Map<string, Activity>;
  readonly suppliers: PartnerTable<Supplier>;
  readonly recipients: PartnerTable<Recipient>;
  readonly queues: Map<QueueName, Map<string, QueueEntry>>;
  readonly dead: Map<string, DeadEntry>;
  readonly events: DomainEvent[];
  /** Events that are no longer kept: position of `events[0]`. */
  forgottenEvents: number;
  readonly weights: Map<string, Weights>;
  active: ActiveWeights | undefined;
  readonly outcomes: Outcome[];
  readonly outcomeKeys: Set<string>;
  policy: Policy;
  readonly audit: AuditEntry[];
  readonly directory: DirectoryLog;
  readonly queueWaiters: Waiters;
  readonly eventWaiters: Waiters;
}

/** Which directory entries changed, in order; only the last change of each is kept. */
export class DirectoryLog {
  #changes: { readonly seq: number; readonly key: string }[] = [];
  readonly #lastSeq = new Map<string, number>();
  seq = 0;

  touch(key: string): void {
    this.seq += 1;
    this.#lastSeq.set(key, this.seq);
    this.#changes.push({ seq: this.seq, key });
    if (this.#changes.length > 2 * this.#lastSeq.size + 1000) {
      this.#changes = this.#changes.filter((change) => this.#isLast(change));
    }
  }

  /** Up to `limit` keys whose last change is above `seq`, oldest first. */
  after(seq: number, limit: number): readonly { readonly seq: number; readonly key: string }[] {
    const found: { readonly seq: number; readonly key: string }[] = [];
    let index = this.#changes.findLastIndex((change) => change.seq <= seq) + 1;
    for (; index < this.#changes.length && found.length < limit; index += 1) {
      const change = this.#changes[index] as { seq: number; key: string };
      if (this.#isLast(change)) found.push(change);
    }
    return found;
  }

  #isLast(change: { readonly seq: number; readonly key: string }): boolean {
    return this.#lastSeq.get(change.key) === change.seq;
  }
}

export function createMemoryState(): MemoryState {
  const state: MemoryState = {
    lots: new Map(),
    lotIds: new SortedIds(),
    lotIdsBySupplier: new Map(),
    wakeAtMs: new Map(),
    offersByLot: new Map(),
    offers: new Map(),
    offerIds: new SortedIds(),
    offerIdsByRecipient: new Map(),
    recommendations: new Map(),
    claims: new Map(),
    counts: new Map(),
    impact: new Map(),
    slots: new Map(),
    activity: new Map(),
    suppliers: { byId: new Map(), idByExternalId: new Map(), ids: new SortedIds() },
    recipients: { byId: new Map(), idByExternalId: new Map(), ids: new SortedIds() },
    queues: new Map(),
    dead: new Map(),
    events: [],
    forgottenEvents: 0,
    weights: new Map(),
    active: undefined,
    outcomes: [],
    outcomeKeys: new Set(),
    policy: DEFAULT_POLICY,
    audit: [],
    directory: new DirectoryLog(),
    queueWaiters: new Waiters(),
    eventWaiters: new Waiters(),
  };
  state.directory.touch('policy:');
  return state;
}

/** Appends events to the log and a copy to every queue that flow.ts names, and wakes who waits for them. */
export function emit(state: MemoryState, events: readonly DomainEvent[], nowMs: number): void {
  for (const event of events) {
    const copy = structuredClone(event);
    state.events.push(copy);
    for (const queue of queuesFor(event.type)) {
      const id = `${queue}.${event.id}`;
      const fresh = {
        id,
        event: copy,
        enqueuedAtMs: nowMs,
        receiveCount: 0,
        deliveries: 0,
        visibleAtMs: nowMs,
      };
      queueOf(state, queue).set(id, fresh);
    }
  }
  if (events.length === 0) return;
  state.queueWaiters.notify();
  state.eventWaiters.notify();
}

export function queueOf(state: MemoryState, queue: QueueName): Map<string, QueueEntry> {
  return getOrAdd(state.queues, queue, () => new Map());
}

export function slotKey(recipientId: string, date: string): string {
  return `${recipientId} ${date}`;
}

export function getOrAdd<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}
