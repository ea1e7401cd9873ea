import type { MemoryState } from '@sprk/adapter-memory';
import type { Outcome } from '@sprk/contracts';
import {
  acceptedOffer,
  DEFAULT_POLICY,
  isUnanswered,
  type Lot,
  massToPlace,
  type Offer,
  roundKg,
} from '@sprk/core';
import type { SimulatedRecipient } from './simulated-city.ts';

/** What the callers were told: by supplier and key, the lot and the body of its 201. */
export interface Acknowledged {
  readonly supplierId: string;
  readonly key: string;
  readonly id: string;
  readonly answer: string;
}
export interface Witness {
  readonly acknowledged: readonly Acknowledged[];
  /** Every supplier and key that was ever sent, acknowledged or not. */
  readonly sent: ReadonlySet<string>;
  readonly recipients: ReadonlyMap<string, SimulatedRecipient>;
}

const FINAL: readonly string[] = ['collected', 'expired', 'withdrawn'];
const HOLDING: readonly string[] = ['offered', 'accepted'];

/** The invariants of docs and design, I1 to I7, on everything the store holds. @throws Error naming the one broken */
export function checkInvariants(state: MemoryState, witness: Witness): void {
  const lots = [...state.lots.values()].map((lot) => ({ ...lot, offers: offersOf(state, lot.id) }));
  checkRegistrations(state, witness, lots);
  checkEvents(state, lots);
  for (const lot of lots) checkLot(state, lot);
  checkCapacity(state, lots, witness);
  for (const { registration, offers } of lots) {
    for (const offer of offers) checkEligible(registration, offer, witness);
  }
  checkCounters(state, lots);
}

/** I4: nothing is left to do for anybody. */
export function checkAtRest(state: MemoryState): void {
  for (const lot of state.lots.values()) {
    hold('I4', FINAL.includes(lot.status), `lot ${lot.id} is ${lot.status} for ever`);
    hold('I4', lot.wakeAt === undefined, `lot ${lot.id} is over and still due`);
  }
  for (const [queue, entries] of state.queues) hold('I4', entries.size === 0, `${queue} is not empty`);
  hold('I4', state.dead.size === 0, `${state.dead.size} dead letters`);
  const open = [...state.activity.values()].filter(({ openOffers }) => openOffers !== 0);
  hold('I4', open.length === 0, 'open offers are counted where there are none');
}

function checkRegistrations(state: MemoryState, witness: Witness, lots: readonly Lot[]): void {
  const ids = witness.acknowledged.map(({ supplierId, key, id }) => `${supplierId} ${key} ${id}`);
  const keys = witness.acknowledged.map(({ supplierId, key }) => `${supplierId} ${key}`);
  hold('I2', new Set(ids).size === new Set(keys).size, 'one key was answered with two lots');
  const answers = witness.acknowledged.map(({ id, answer }) => `${id} ${answer}`);
  const known = new Set(witness.acknowledged.map(({ id }) => id));
  hold('I2', new Set(answers).size === known.size, 'one lot was answered with two bodies');

  for (const { supplierId, key, id } of witness.acknowledged) {
    const lot = state.lots.get(id);
    hold('I1', lot?.registration.supplierId === supplierId, `acknowledged lot ${id} is not there`);
    const claim = state.claims.get(JSON.stringify([supplierId, key]));
    hold('I1', claim?.resourceId === id, `key ${key} leads to ${claim?.resourceId}, not to ${id}`);
  }
  const originals = lots.filter(({ registration }) => registration.parentId === undefined);
  hold('I1', originals.length === state.claims.size, `${originals.length} lots of ${state.claims.size} keys`);
  hold('I2', state.claims.size <= witness.sent.size, 'more keys than were sent');
}

function checkEvents(state: MemoryState, lots: readonly Lot[]): void {
  const ids = state.events.map(({ id }) => id);
  hold('I3', new Set(ids).size === ids.length, 'an event was told twice');
  const registered = state.events.filter(({ type }) => type === 'oversupply.registered');
  hold('I3', registered.length === lots.length, `${registered.length} registrations of ${lots.length} lots`);
  hold('I3', new Set(registered.map(({ subject }) => subject)).size === lots.length, 'a lot was told twice');
  const made = state.events.filter(({ type }) => type === 'offer.made');
  hold('I5', made.length === state.offers.size, `${made.length} offers told of ${state.offers.size}`);
  const outcomes = state.events
    .filter(({ type }) => type === 'outcome.recorded')
    .map(({ data }) => data as Outcome);
  const keys = outcomes.map(({ oversupplyId, attempt, kind }) => `${oversupplyId} ${attempt} ${kind}`);
  hold('I5', new Set(keys).size === keys.length, 'one outcome was recorded twice');
  const learned = state.outcomes.map(
    ({ oversupplyId, attempt, kind }) => `${oversupplyId} ${attempt} ${kind}`,
  );
  hold('I9', new Set(learned).size === learned.length, 'one outcome was learned twice');
}

function checkLot(state: MemoryState, lot: Lot): void {
  const { id, status, offers } = lot;
  const open = offers.filter((offer) => offer.status === 'offered');
  hold(
    'I5',
    open.length === (status === 'offered' ? 1 : 0),
    `lot ${id} is ${status} with ${open.length} open offers`,
  );
  const accepted = offers.filter((offer) => offer.status === 'accepted');
  const isTaken = status === 'accepted' || status === 'collected';
  hold(
    'I5',
    accepted.length === (isTaken ? 1 : 0),
    `lot ${id} is ${status}, accepted ${accepted.length} times`,
  );
  hold('I5', acceptedOffer(lot)?.id === accepted[0]?.id, `lot ${id} names another acceptance`);
  hold(
    'I5',
    offers.every(({ attempt }, index) => attempt === index + 1),
    `lot ${id} skips an attempt`,
  );
  const children = lot.childIds.map((childId) => state.lots.get(childId)?.registration.massKg ?? Number.NaN);
  const sum = roundKg(massToPlace(lot) + children.reduce((total, kg) => total + kg, 0));
  hold(
    'I6',
    sum === lot.registration.massKg,
    `lot ${id} of ${lot.registration.massKg} kg has parts of ${sum} kg`,
  );
}

function checkCapacity(state: MemoryState, lots: readonly Lot[], { recipients }: Witness): void {
  const live = lots.flatMap(({ offers }) => offers.filter((offer) => HOLDING.includes(offer.status)));
  const bySlot = Map.groupBy(live, ({ recipientId, slotDate }) => `${recipientId} ${slotDate}`);
  const keys = new Set([...bySlot.keys(), ...state.slots.keys()]);
  for (const key of keys) {
    const heldMg = state.slots.get(key) ?? 0;
    const liveKg = (bySlot.get(key) ?? []).reduce((sum, { massKg }) => sum + massKg, 0);
    const capacityKg = recipients.get(key.split(' ')[0] ?? '')?.input.capacityKg ?? 0;
    hold('I6', heldMg === Math.round(liveKg * 1e6), `slot ${key} holds ${heldMg / 1e6} kg of ${liveKg} kg`);
    hold(
      'I6',
      heldMg >= 0 && heldMg <= capacityKg * 1e6,
      `slot ${key} holds ${heldMg / 1e6} of ${capacityKg} kg`,
    );
  }
  for (const [recipientId, { openOffers }] of state.activity) {
    const open = live.filter((offer) => offer.recipientId === recipientId && offer.status === 'offered');
    hold(
      'I6',
      openOffers === open.length,
      `${recipientId} has ${open.length} open offers, ${openOffers} counted`,
    );
    hold('I6', openOffers <= DEFAULT_POLICY.maxOpenOffers, `${recipientId} has too many open offers`);
  }
}

/** Own arithmetic, not that of the matcher. */
function checkEligible(registration: Lot['registration'], offer: Offer, { recipients }: Witness): void {
  const found = recipients.get(offer.recipientId);
  if (!found) throw new Error(`I7: an offer to nobody: ${offer.recipientId}`);
  const { input, hours } = found;
  const what = `offer ${offer.id} to ${input.name}`;
  hold('I7', input.categories.includes(registration.category), `${what}: category`);
  hold('I7', input.temperatures.includes(registration.temperature), `${what}: temperature`);
  const refused = input.refusedAllergens ?? [];
  hold(
    'I7',
    registration.allergens.every((one) => !refused.includes(one)),
    `${what}: allergen`,
  );
  const km = flatKm(registration.origin, input) * DEFAULT_POLICY.kmFactor;
  hold('I7', km <= (input.maxDistanceKm ?? DEFAULT_POLICY.maxDistanceKm) * 1.01, `${what}: ${km} km`);
  const weekday = (new Date(`${offer.slotDate}T12:00:00Z`).getUTCDay() + 6) % 7;
  hold('I7', hours.days.includes(weekday), `${what}: closed on ${offer.slotDate}`);
  // The first half of March: Berlin is one hour ahead of UTC.
  const closesAt = Date.parse(`${offer.slotDate}T00:00:00Z`) + (hours.toHour - 1) * 3_600_000;
  hold('I7', Date.parse(offer.arriveBy) <= closesAt, `${what}: arrives after closing time`);
  hold('I7', Date.parse(offer.arriveBy) <= Date.parse(registration.collectBy), `${what}: arrives too late`);
  const { type, on } = registration.date;
  const mayBePassed = type === 'packed' || (type === 'best_before' && input.acceptsBestBeforePassed === true);
  hold('I7', mayBePassed || offer.slotDate <= on, `${what}: ${type} ${on} on ${offer.slotDate}`);
  hold('I7', offer.offeredAt <= offer.answerBy, `${what}: no time to answer`);
}

/** Good to a metre or so within a city. */
function flatKm(from: { lat: number; lon: number }, to: { lat: number; lon: number }): number {
  const north = (to.lat - from.lat) * 111.195;
  const east = (to.lon - from.lon) * 111.195 * Math.cos((from.lat * Math.PI) / 180);
  return Math.hypot(north, east);
}

function checkCounters(state: MemoryState, lots: readonly Lot[]): void {
  const byStatus = Map.groupBy(lots, ({ status }) => status);
  for (const [name, count] of state.counts) {
    const really =
      name === 'unanswered'
        ? lots.filter(isUnanswered).length
        : (byStatus.get(name as 'matching')?.length ?? 0);
    hold('counters', count === really, `${name} counts ${count} of ${really}`);
  }
}

function offersOf(state: MemoryState, lotId: string): Offer[] {
  return [...(state.offersByLot.get(lotId)?.values() ?? [])].sort((a, b) => a.attempt - b.attempt);
}

function hold(invariant: string, isTrue: boolean, otherwise: string): void {
  if (!isTrue) throw new Error(`${invariant}: ${otherwise}`);
}
