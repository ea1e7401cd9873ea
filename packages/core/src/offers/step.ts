import type {
  AuditEntry,
  DomainEvent,
  EventDataOf,
  EventType,
  OfferNotice,
  OfferStatus,
  OversupplyStatus,
  Recommendation,
  UnmatchedCause,
} from '@sprk/contracts';
import { fadingWeight } from '../matching/activity.ts';
import type { ActivityDelta, CountDelta, ImpactDelta, LotChange, SlotDelta } from '../ports.ts';
import type { Lot, Offer } from './lot.ts';
import { type OutcomeKind, outcomeOf } from './outcome.ts';

export interface StepContext {
  /** ms since the epoch */
  readonly now: number;
  readonly nextId: (prefix: 'off' | 'ovs') => string;
  readonly traceparent?: string | undefined;
}

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

  newId(prefix: 'off' | 'ovs'): string {
    return this.#context.nextId(prefix);
  }

  set(patch: Partial<Lot>): void {
    this.#lot = { ...this.#lot, ...patch };
  }

  /** For taking fields away, which a patch cannot. */
  replace(lot: Lot): void {
    this.#lot = lot;
  }

  /** Nothing is due any more. */
  sleep(): void {
    const { wakeAt: _, ...lot } = this.#lot;
    this.#lot = lot;
  }

  /** Moves the lot to a status that people care about, and says so. */
  moveTo(status: OversupplyStatus, patch: Partial<Lot> = {}): void {
    const { wakeAt: _w, cause: _c, ...rest } = this.#lot;
    this.#lot = { ...rest, ...patch, status };
    if (status === 'matching' || status === 'offered') return;
    const accepted = this.#lot.offers.find((offer) => offer.id === this.#lot.acceptedOfferId);
    this.emit(
      'oversupply.changed',
      {
        oversupplyId: this.#lot.id,
        supplierId: this.#lot.registration.supplierId,
        status,
        massKg: this.#lot.collectedMassKg ?? this.#lot.acceptedMassKg ?? this.#lot.registration.massKg,
        ...(accepted && { recipientId: accepted.recipientId }),
        ...(this.#lot.cause && { cause: this.#lot.cause }),
      },
      accepted?.recipientId,
    );
  }

  unmatched(cause: UnmatchedCause, wakeAt?: string): void {
    this.moveTo('unmatched', { cause, ...(wakeAt && { wakeAt }) });
  }

  /** Puts the offer out: capacity held, the recipient told. */
  make(offer: Offer, limits: { readonly capacityKg: number; readonly maxOpenOffers: number }): void {
    this.#keep(offer);
    this.#slots.push({
      recipientId: offer.recipientId,
      date: offer.slotDate,
      deltaKg: offer.massKg,
      capacityKg: limits.capacityKg,
    });
    this.#activity.push({
      recipientId: offer.recipientId,
      openOffers: 1,
      maxOpenOffers: limits.maxOpenOffers,
      fadedOffers: fadingWeight(this.now),
    });
    this.#notify('offer.made', offer);
    this.moveTo('offered', { wakeAt: offer.answerBy });
  }

  /** Ends an open offer without a yes: capacity given back, the recipient told, the outcome kept. */
  end(offer: Offer, status: OfferStatus, outcome: OutcomeKind | undefined, extra: Partial<Offer> = {}): void {
    const ended: Offer = { ...offer, status, answeredAt: this.at, ...extra };
    this.#keep(ended);
    this.release(offer);
    this.#activity.push({
      recipientId: offer.recipientId,
      openOffers: -1,
      ...(outcome === 'declined' && this.#answered(offer)),
    });
    this.#notify('offer.ended', ended);
    if (outcome) this.recordOutcome(ended, outcome);
  }

  /** The recipient said yes to `massKg` of an offer; `reserve` when its capacity is no longer held (late). */
  accept(offer: Offer, massKg: number, reserve?: { readonly capacityKg: number }): void {
    const accepted: Offer = {
      ...offer,
      status: 'accepted',
      massKg,
      answeredAt: this.at,
      ...(reserve && { late: true }),
    };
    this.#keep(accepted);
    const deltaKg = reserve ? massKg : massKg - offer.massKg;
    if (deltaKg !== 0) {
      const { recipientId, slotDate: date } = offer;
      this.#slots.push({ recipientId, date, deltaKg, capacityKg: reserve?.capacityKg ?? 0 });
    }
    this.#activity.push({
      recipientId: offer.recipientId,
      openOffers: reserve ? 0 : -1,
      lastAcceptedAt: this.at,
      category: this.#lot.registration.category,
      fadedAcceptances: fadingWeight(this.now),
      fadedReceivedKg: massKg * fadingWeight(this.now),
      ...this.#answered(offer),
    });
    this.#notify('offer.ended', accepted);
    this.recordOutcome(accepted, 'accepted');
  }

  /** Changes an offer that ended before; no capacity moves, nobody is told. */
  amend(offer: Offer): void {
    this.#keep(offer);
  }

  /** Takes back what was accepted, and tells the recipient. */
  amendAndTell(offer: Offer): void {
    this.#keep(offer);
    this.#notify('offer.ended', offer);
    this.recordOutcome(offer, 'withdrawn');
  }

  release(offer: Pick<Offer, 'recipientId' | 'slotDate' | 'massKg'>): void {
    const { recipientId, slotDate: date, massKg } = offer;
    this.#slots.push({ recipientId, date, deltaKg: -massKg, capacityKg: 0 });
  }

  recordOutcome(offer: Offer, kind: OutcomeKind): void {
    this.emit('outcome.recorded', outcomeOf(this.#lot, offer, kind, this.at), offer.recipientId);
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
      audience: { supplierId: this.#lot.registration.supplierId, ...(recipientId && { recipientId }) },
      data,
    } as DomainEvent);
  }

  toChange(): LotChange {
    return {
      lot: this.#lot,
      offers: [...this.#offers.values()],
      children: this.#children,
      slots: this.#slots,
      activity: this.#activity,
      ...(this.#recommendation && { recommendation: this.#recommendation }),
      counts: countDelta(this.previous, this.#lot, this.#children),
      ...(this.#impact && { impact: this.#impact }),
      events: this.#events,
      audit: this.#audit,
    };
  }

  #keep(offer: Offer): void {
    this.#offers.set(offer.id, offer);
    const known = this.#lot.offers.some(({ id }) => id === offer.id);
    const offers = known
      ? this.#lot.offers.map((one) => (one.id === offer.id ? offer : one))
      : [...this.#lot.offers, offer];
    this.set({ offers });
  }

  #answered(offer: Offer): Partial<ActivityDelta> {
    const minutes = Math.max(0, this.now - Date.parse(offer.offeredAt)) / 60_000;
    const weight = fadingWeight(this.now);
    return { fadedAnswers: weight, fadedResponseMinutes: minutes * weight };
  }

  #notify(type: 'offer.made' | 'offer.ended', offer: Offer): void {
    this.emit(type, offerNotice(this.#lot, offer), offer.recipientId, offer.id);
  }
}

function offerNotice(lot: Lot, offer: Offer): OfferNotice {
  const { product, category, temperature, collectBy, supplierId } = lot.registration;
  return {
    offerId: offer.id,
    oversupplyId: lot.id,
    supplierId,
    recipientId: offer.recipientId,
    status: offer.status,
    massKg: offer.massKg,
    product,
    category,
    temperature,
    collectBy,
    answerBy: offer.answerBy,
    distanceKm: Math.round(offer.distanceKm * 10) / 10,
    ...(offer.declineReason && { reason: offer.declineReason }),
  };
}

function countDelta(before: Lot, after: Lot, children: readonly Lot[]): CountDelta {
  const delta: Record<string, number> = {};
  const add = (key: string, by: number) => {
    delta[key] = (delta[key] ?? 0) + by;
  };
  add(before.status, -1);
  add(after.status, 1);
  for (const child of children) add(child.status, 1);
  add('unanswered', Number(isUnanswered(after)) - Number(isUnanswered(before)));
  return Object.fromEntries(Object.entries(delta).filter(([, by]) => by !== 0));
}

/** The matcher was asked more than once in this round and has not answered. */
export function isUnanswered(lot: Lot): boolean {
  return lot.status === 'matching' && lot.asks > 1;
}
