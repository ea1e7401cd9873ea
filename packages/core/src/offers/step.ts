import type {
  AuditEntry,
  DomainEvent,
  EventDataOf,
  EventType,
  OversupplyStatus,
  Recommendation,
} from '@sprk/contracts';
import type { ActivityDelta, ImpactDelta, LotChange, SlotDelta } from '../ports/lot-change.ts';
import { countDelta } from './count-delta.ts';
import { type EventSubject, eventOf } from './event-of.ts';
import type { Lot, Offer } from './lot.ts';
import { mergeActivity, mergeSlots } from './merge-deltas.ts';
import { lotNotice } from './notices.ts';

export interface StepContext {
  /** ms since the epoch */
  readonly now: number;
  readonly nextId: (prefix: 'off' | 'ovs') => string;
  readonly traceparent?: string | undefined;
  /** Recipients that the store has just refused for want of room. */
  readonly full?: readonly string[];
}

type Removable = 'wakeAt' | 'cause' | 'handover' | 'acceptedOfferId' | 'acceptedMassKg';

/**
 * One step of a lot's life in the making: everything that belongs together (state, capacity, activity, events,
 * counters) is gathered here and leaves as one change. What happens to an offer is in offer-changes.ts.
 */
export class Step {
  readonly previous: Lot;
  readonly now: number;
  readonly at: string;
  readonly #context: StepContext;
  #lot: Lot;
  readonly #offers = new Map<string, Offer>();
  readonly #children: Lot[] = [];
  readonly #slots: SlotDelta[] = [];
  readonly #activity: ActivityDelta[] = [];
  readonly #events: DomainEvent[] = [];
  readonly #audit: AuditEntry[] = [];
  #recommendation: Recommendation | undefined;
  #impact: ImpactDelta | undefined;

  constructor(previous: Lot, context: StepContext) {
    this.previous = previous;
    this.now = context.now;
    this.at = new Date(context.now).toISOString();
    this.#context = context;
    this.#lot = { ...previous, version: previous.version + 1 };
  }

  get lot(): Lot {
    return this.#lot;
  }

  /** Nobody can collect any more. */
  get isTooLate(): boolean {
    return Date.parse(this.#lot.registration.collectBy) <= this.now;
  }

  newId(prefix: 'off' | 'ovs'): string {
    return this.#context.nextId(prefix);
  }

  hasNoRoom(recipientId: string): boolean {
    return this.#context.full?.includes(recipientId) === true;
  }

  set(patch: Partial<Lot>): void {
    this.#lot = { ...this.#lot, ...patch };
  }

  /** Takes fields away, which a patch cannot. */
  forget(...fields: readonly Removable[]): void {
    const kept = Object.entries(this.#lot).filter(([name]) => !(fields as readonly string[]).includes(name));
    this.#lot = Object.fromEntries(kept) as unknown as Lot;
  }

  /** Moves the lot to another status, due only if the patch says when; tells those changes that people care about. */
  moveTo(status: OversupplyStatus, patch: Partial<Lot> = {}): void {
    this.forget('wakeAt', 'cause');
    this.set({ ...patch, status });
    if (status === 'matching' || status === 'offered') return;
    const notice = lotNotice(this.#lot);
    this.emit('oversupply.changed', notice, { recipientId: notice.recipientId });
  }

  /** A new or changed offer; capacity, activity and events are up to the caller. */
  keep(offer: Offer): void {
    this.#offers.set(offer.id, offer);
    const { offers } = this.#lot;
    const known = offers.some(({ id }) => id === offer.id);
    this.set({
      offers: known ? offers.map((one) => (one.id === offer.id ? offer : one)) : [...offers, offer],
    });
  }

  /** Changes what is held of the offer's slot. @param capacityKg upper bound of the sum when it rises */
  hold({ recipientId, slotDate: date }: Offer, deltaKg: number, capacityKg = 0): void {
    this.#slots.push({ recipientId, date, deltaKg, capacityKg });
  }

  act(delta: ActivityDelta): void {
    this.#activity.push(delta);
  }

  addChild(child: Lot): void {
    this.#children.push(child);
    this.set({ childIds: [...this.#lot.childIds, child.id] });
  }

  keepRecommendation(recommendation: Recommendation): void {
    this.#recommendation = recommendation;
  }

  collected(massKg: number): void {
    this.#impact = { date: this.at.slice(0, 10), category: this.#lot.registration.category, massKg };
  }

  audit(entry: AuditEntry): void {
    this.#audit.push(entry);
  }

  emit<T extends EventType>(type: T, data: EventDataOf<T>, about: EventSubject = {}): void {
    const position = this.#events.length;
    const traceparent = this.#context.traceparent ?? this.#lot.traceparent;
    this.#events.push(eventOf(this.#lot, position, this.at, type, data, { ...about, traceparent }));
  }

  toChange(): LotChange {
    return {
      lot: this.#lot,
      offers: [...this.#offers.values()],
      children: this.#children,
      slots: mergeSlots(this.#slots),
      activity: mergeActivity(this.#activity),
      ...(this.#recommendation && { recommendation: this.#recommendation }),
      counts: countDelta(this.previous, this.#lot, this.#children),
      ...(this.#impact && { impact: this.#impact }),
      events: this.#events,
      audit: this.#audit,
    };
  }
}
