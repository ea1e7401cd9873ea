import type { MemoryState } from '@sprk/adapter-memory';
import type { Lot, Offer } from '@sprk/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type City, startCity } from '../harness/index.ts';
import { checkAtRest, checkInvariants, type Witness } from '../harness/invariants.ts';

/*
 * A checker that never fires proves nothing: each invariant is broken once by hand, in a store that is otherwise good,
 * and must be named.
 */

let city: City;
let state: MemoryState;
let witness: Witness & { acknowledged: Witness['acknowledged'][number][] };
let offered: Lot;
let accepted: Lot;

beforeEach(async () => {
  city = await startCity([{ openingHours: 'Mo-Su 08:00-20:00' }, {}]);
  state = city.system.store.state!;
  const first = await city.supplier.register({ divisible: true }, 'k1');
  await city.system.drain();
  const [offer] = await city.recipients[0]!.offers();
  await city.recipients[0]!.accept(offer!.id, 8);
  await city.system.drain();
  accepted = state.lots.get(first.id)!;
  offered = state.lots.get(accepted.childIds[0]!)!;
  const hours = { osm: 'Mo-Su 08:00-20:00', days: [0, 1, 2, 3, 4, 5, 6], fromHour: 8, toHour: 20 };
  const recipients = new Map(
    city.recipients.map(({ id }) => [id, { hours, input: state.recipients.byId.get(id)! }]),
  );
  const answer = JSON.stringify(first);
  const acknowledged = [{ supplierId: city.supplier.id, key: 'k1', id: first.id, answer }];
  witness = { acknowledged, sent: new Set([`${city.supplier.id} k1`]), recipients };
});
afterEach(async () => {
  await city[Symbol.asyncDispose]();
});

describe('the invariants', () => {
  it('hold in a store that nobody has tampered with', () => {
    expect(() => checkInvariants(state, witness)).not.toThrow();
  });

  const breaks: readonly (readonly [string, string, () => void])[] = [
    ['I1', 'an acknowledged lot is gone', () => state.lots.delete(accepted.id)],
    ['I1', 'its key leads elsewhere', () => changeClaim({ resourceId: offered.id })],
    [
      'I1',
      'a lot stands there without a key',
      () => state.lots.set('ovs_x', { ...offered, id: 'ovs_x', registration: original() }),
    ],
    [
      'I2',
      'one key was answered with two lots',
      () => witness.acknowledged.push({ ...witness.acknowledged[0]!, id: offered.id }),
    ],
    [
      'I2',
      'one lot was answered with two bodies',
      () => witness.acknowledged.push({ ...witness.acknowledged[0]!, answer: 'x' }),
    ],
    ['I3', 'a registration was not told', () => dropEvent('oversupply.registered')],
    ['I3', 'an event was told twice', () => state.events.push(state.events[0]!)],
    ['I5', 'an offer was not told', () => dropEvent('offer.made')],
    ['I5', 'two offers are open', () => changeOffer(accepted, { status: 'offered' })],
    ['I5', 'a lot is taken twice', () => changeOffer(offered, { status: 'accepted' })],
    ['I5', 'an attempt is skipped', () => changeOffer(offered, { attempt: 3 })],
    ['I6', 'kilograms are lost', () => changeLot(accepted, { remainingKg: 7 })],
    ['I6', 'room is held for nobody', () => state.slots.set(`${city.recipients[0]!.id} 2026-03-03`, 1)],
    ['I6', 'room is not held', () => state.slots.set(slotOf(accepted), 0)],
    ['I6', 'more than the capacity is held', () => overfill()],
    ['I6', 'open offers are miscounted', () => addOpenOffer()],
    ['I7', 'the category is refused', () => changeRecipient({ categories: ['dairy'] })],
    ['I7', 'the food is too warm', () => changeRecipient({ temperatures: ['frozen'] })],
    ['I7', 'an allergen is refused', () => changeRecipient({ refusedAllergens: ['gluten'] })],
    ['I7', 'it is too far', () => changeRecipient({ maxDistanceKm: 0.2 })],
    ['I7', 'the doors are closed', () => changeOffer(offered, { arriveBy: '2026-03-02T22:30:00.000Z' })],
    [
      'I7',
      'the date has passed',
      () =>
        changeLot(offered, {
          registration: { ...offered.registration, date: { type: 'use_by', on: '2026-03-01' } },
        }),
    ],
    ['counters', 'a counter is wrong', () => state.counts.set('offered', 2)],
    ['I9', 'an outcome was learned twice', () => state.outcomes.push(state.outcomes[0]!)],
  ];

  it.each(breaks)('name %s when %s', (invariant, _what, breakIt) => {
    breakIt();
    expect(() => checkInvariants(state, witness)).toThrow(new RegExp(`^${invariant}:`));
  });

  it('name I4 when something stays undone for ever', () => {
    expect(() => checkAtRest(state)).toThrow(/^I4:/);
  });
});

function original(): Lot['registration'] {
  const { parentId: _, ...registration } = offered.registration;
  return registration;
}

function claim() {
  return {
    scope: city.supplier.id,
    key: 'k1',
    fingerprint: '',
    resourceId: accepted.id,
    at: accepted.registeredAt,
  };
}

function changeClaim(change: { resourceId: string }): void {
  state.claims.set(JSON.stringify([city.supplier.id, 'k1']), { ...claim(), ...change });
}

function dropEvent(type: string): void {
  state.events.splice(
    state.events.findIndex((event) => event.type === type),
    1,
  );
}

function changeLot({ id }: Lot, change: Partial<Lot>): void {
  state.lots.set(id, { ...state.lots.get(id)!, ...change });
}

function changeOffer({ id }: Lot, change: Partial<Offer>): void {
  const offers = state.offersByLot.get(id)!;
  offers.set(1, { ...offers.get(1)!, ...change });
}

function changeRecipient(change: object): void {
  for (const [id, one] of witness.recipients) {
    (witness.recipients as Map<string, typeof one>).set(id, { ...one, input: { ...one.input, ...change } });
  }
}

function slotOf({ id }: Lot): string {
  const { recipientId, slotDate } = state.offersByLot.get(id)!.get(1)!;
  return `${recipientId} ${slotDate}`;
}

function overfill(): void {
  changeOffer(accepted, { massKg: 500 });
  state.slots.set(slotOf(accepted), 500_000_000);
}

function addOpenOffer(): void {
  for (const [id, activity] of state.activity) state.activity.set(id, { ...activity, openOffers: 4 });
}
