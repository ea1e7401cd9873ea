import type { DomainEvent, Policy, Recipient, Recommendation } from '@sprk/contracts';
import { aPolicy, NOW } from './_fixtures.ts';
import { noActivity } from './matching/activity.ts';
import type { Lot, Offer } from './offers/lot.ts';
import type { OverrideDeps } from './offers/override.ts';
import type { ActivityDelta, LotChange, SlotDelta } from './ports/lot-change.ts';
import type { CommitResult } from './ports/lot-store.ts';

/** A store as plain as it can be, that refuses what a real one must refuse and checks what it is given. */
export interface TestStore {
  readonly lots: Map<string, Lot>;
  readonly offers: Map<string, Offer>;
  readonly recipients: Map<string, Recipient>;
  /** Grams by recipient and day. */
  readonly slots: Map<string, number>;
  readonly openOffers: Map<string, number>;
  readonly counts: Map<string, number>;
  readonly recommendations: Map<string, Recommendation>;
  readonly events: DomainEvent[];
  readonly changes: LotChange[];
  readonly clock: { now: number };
  policy: Policy;
  /** Called before each commit: the place for somebody else to be faster. */
  beforeCommit: (change: LotChange) => void;
  readonly deps: OverrideDeps;
  add(lot: Lot): void;
}

export function createTestStore(recipients: readonly Recipient[] = []): TestStore {
  let made = 0;
  const clock = { now: NOW };
  const store = {
    lots: new Map<string, Lot>(),
    offers: new Map<string, Offer>(),
    recipients: new Map(recipients.map((one) => [one.id, one])),
    slots: new Map<string, number>(),
    openOffers: new Map<string, number>(),
    counts: new Map<string, number>(),
    recommendations: new Map<string, Recommendation>(),
    events: [] as DomainEvent[],
    changes: [] as LotChange[],
    clock,
    policy: aPolicy(),
    beforeCommit: (_: LotChange) => {},
    add(lot: Lot) {
      store.lots.set(lot.id, structuredClone(lot));
      add(store.counts, lot.status, 1);
    },
  };
  const deps = {
    lots: {
      find: async (id: string) => structuredClone(store.lots.get(id)),
      findOffer: async (id: string) => structuredClone(store.offers.get(id)),
      commit: async (change: LotChange) => {
        store.beforeCommit(change);
        return commit(store, structuredClone(change));
      },
    },
    recipients: { find: async (id: string) => store.recipients.get(id) },
    policy: { current: async () => store.policy },
    ledger: {
      slots: async (keys: readonly { recipientId: string; date: string }[]) =>
        keys.map(({ recipientId, date }) => {
          return { recipientId, date, reservedKg: (store.slots.get(`${recipientId} ${date}`) ?? 0) / 1000 };
        }),
      activity: async (ids: readonly string[]) => ids.map((id) => noActivity(id)),
    },
    clock: { now: () => clock.now },
    ids: { next: (prefix: string) => `${prefix}_${String(++made).padStart(6, '0')}` },
  };
  // Only what the use cases call is there; whoever calls more finds out at once.
  return Object.assign(store, { deps: deps as unknown as OverrideDeps });
}

type Tables = Omit<TestStore, 'deps'>;

function commit(store: Tables, change: LotChange): CommitResult {
  const { lot, slots, activity, recommendation } = change;
  checkUnit(change);
  const round = `${recommendation?.oversupplyId} ${recommendation?.round}`;
  if (store.lots.get(lot.id)?.version !== lot.version - 1) return { kind: 'stale' };
  if (recommendation && store.recommendations.has(round)) throw new Error(`Recommended twice: ${round}.`);
  const full = slots.find((delta) => delta.deltaKg > 0 && sumOf(store, delta) > grams(delta.capacityKg));
  if (full) return { kind: 'slotFull', recipientId: full.recipientId };
  const tired = activity.find(
    (delta) => delta.openOffers > 0 && opened(store, delta) > (delta.maxOpenOffers ?? 0),
  );
  if (tired) return { kind: 'fatigued', recipientId: tired.recipientId };

  store.changes.push(change);
  store.lots.set(lot.id, lot);
  for (const child of change.children) store.lots.set(child.id, child);
  for (const offer of change.offers) store.offers.set(offer.id, offer);
  for (const delta of slots) store.slots.set(slotKey(delta), sumOf(store, delta));
  for (const delta of activity) store.openOffers.set(delta.recipientId, opened(store, delta));
  for (const [name, by] of Object.entries(change.counts)) add(store.counts, name, by ?? 0);
  if (recommendation) store.recommendations.set(round, recommendation);
  store.events.push(...change.events);
  return { kind: 'committed' };
}

/** One transaction touches an item once, and carries at most 100. */
function checkUnit({ slots, activity, offers, children, events, audit }: LotChange): void {
  const keys = [
    ...slots.map((delta) => `slot ${slotKey(delta)}`),
    ...activity.map(({ recipientId }) => `activity ${recipientId}`),
    ...offers.map(({ id }) => id),
    ...children.map(({ id }) => id),
    ...events.map(({ id }) => id),
  ];
  if (new Set(keys).size !== keys.length) throw new Error(`An item is touched twice: ${keys.join(', ')}.`);
  if (keys.length + audit.length + 5 > 100) throw new Error(`${keys.length} items.`);
}

function slotKey({ recipientId, date }: SlotDelta): string {
  return `${recipientId} ${date}`;
}

function sumOf(store: Tables, delta: SlotDelta): number {
  return (store.slots.get(slotKey(delta)) ?? 0) + grams(delta.deltaKg);
}

function opened(store: Tables, { recipientId, openOffers }: ActivityDelta): number {
  return (store.openOffers.get(recipientId) ?? 0) + openOffers;
}

/** Whole grams; anything finer would be dust of floating sums. */
function grams(kg: number): number {
  const whole = Math.round(kg * 1000);
  if (Math.abs(whole - kg * 1000) > 1e-6) throw new Error(`${kg} kg is not a whole number of grams.`);
  return whole;
}

function add(counts: Map<string, number>, name: string, by: number): void {
  counts.set(name, (counts.get(name) ?? 0) + by);
}
