import type {
  Audience,
  AuditEntry,
  DomainEvent,
  EventDataOf,
  EventType,
  OversupplyStatus,
  Recommendation,
} from '@sprk/contracts';
import type { ActivityDelta, ImpactDelta, LotChange, SlotDelta } from '../ports.ts';
import { roundKg } from '../shared/mass.ts';
import { acceptedActivity, endedActivity, madeActivity, revokedActivity } from './activity-deltas.ts';
import { countDelta } from './count-delta.ts';
import type { Lot, Offer } from './lot.ts';
import { mergeActivity, mergeSlots } from './merge-deltas.ts';
import { lotNotice, offerNotice } from './notices.ts';
import { type OutcomeKind, outcomeOf } from './outcome.ts';

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
 * One step of a lot's life in the making: transitions call its verbs, and everything that belongs together
 * (state, capacity, activity, events, counters) leaves it as one change.
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
    this.emit('oversupply.changed', notice, notice.recipientId);
  }

  /** Puts the offer out: capacity held, the recipient told. */
  make(offer: Offer, limits: { readonly capacityKg: number; readonly maxOpenOffers: number }): void {
    this.#keep(offer);
    this.#hold(offer, offer.massKg, limits.capacityKg);
    this.#activity.push(madeActivity(offer, limits.maxOpenOffers, this.now));
    this.#notify('offer.made', offer);
    this.moveTo('offered', { wakeAt: offer.answerBy });
  }

  /** Ends an open offer without a yes: capacity given back, the recipient told, the outcome kept. */
  end(offer: Offer, status: Offer['status'], outcome?: OutcomeKind, extra: Partial<Offer> = {}): void {
    const ended: Offer = { ...offer, status, answeredAt: this.at, ...extra };
    this.#keep(ended);
    this.#hold(offer, -offer.massKg);
    this.#activity.push(endedActivity(offer, status, this.now));
    this.#notify('offer.ended', ended);
    if (outcome) this.recordOutcome(ended, outcome);
  }

  /** The recipient said yes to `massKg` of an offer; `capacityKg` when its room is no longer held and must be again. */
  accept(offer: Offer, massKg: number, capacityKg?: number): void {
    const late = this.now > Date.parse(offer.answerBy);
    const base: Offer = { ...offer, status: 'accepted', massKg, answeredAt: this.at };
    const accepted = late ? { ...base, late } : base;
    this.#keep(accepted);
    if (capacityKg === undefined) this.#hold(offer, roundKg(massKg - offer.massKg));
    else this.#hold(offer, massKg, capacityKg);
    const { category } = this.#lot.registration;
    this.#activity.push(acceptedActivity(accepted, category, offer.status === 'offered', this.now));
    this.#notify('offer.ended', accepted);
    this.recordOutcome(accepted, 'accepted');
  }

  /** An acceptance comes to nothing: capacity given back, the recipient told, the outcome kept. */
  revoke(accepted: Offer, status: Offer['status'], outcome: OutcomeKind): void {
    const revoked: Offer = { ...accepted, status };
    this.#keep(revoked);
    this.#hold(accepted, -accepted.massKg);
    this.#activity.push(revokedActivity(accepted));
    this.#notify('offer.ended', revoked);
    this.recordOutcome(revoked, outcome);
    this.forget('acceptedOfferId', 'acceptedMassKg');
  }

  /** Changes an offer that ended before; no capacity moves, nobody is told. */
  amend(offer: Offer): void {
    this.#keep(offer);
  }

  recordOutcome(offer: Offer, kind: OutcomeKind): void {
    this.emit('outcome.recorded', outcomeOf(this.#lot, offer, kind, this.at));
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

  /** Event ids are made of lot, version and position: the same step can never be told twice under two names. */
  emit<T extends EventType>(
    type: T,
    data: EventDataOf<T>,
    recipientId?: string,
    subject: string = this.#lot.id,
  ): void {
    const traceparent = this.#context.traceparent ?? this.#lot.traceparent;
    this.#events.push({
      specversion: '1.0',
      id: `${this.#lot.id}:${this.#lot.version}:${this.#events.length}`,
      source: 'sprk',
      type,
      subject,
      time: this.at,
      ...(traceparent && { traceparent }),
      audience: this.#audience(type, recipientId),
      data,
    } as DomainEvent);
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

  /** What the system learns from is for operators only. */
  #audience(type: EventType, recipientId: string | undefined): Audience {
    if (type === 'outcome.recorded') return {};
    return { supplierId: this.#lot.registration.supplierId, ...(recipientId && { recipientId }) };
  }

  #keep(offer: Offer): void {
    this.#offers.set(offer.id, offer);
    const known = this.#lot.offers.some(({ id }) => id === offer.id);
    const offers = known
      ? this.#lot.offers.map((one) => (one.id === offer.id ? offer : one))
      : [...this.#lot.offers, offer];
    this.set({ offers });
  }

  #hold({ recipientId, slotDate: date }: Offer, deltaKg: number, capacityKg = 0): void {
    this.#slots.push({ recipientId, date, deltaKg, capacityKg });
  }

  #notify(type: 'offer.made' | 'offer.ended', offer: Offer): void {
    this.emit(type, offerNotice(this.#lot, offer), offer.recipientId, offer.id);
  }
}
