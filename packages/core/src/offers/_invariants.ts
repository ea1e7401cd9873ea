import { expect } from 'vitest';
import type { TestStore } from '../_store.ts';
import { isUnanswered } from './count-delta.ts';
import { acceptedOffer, type Lot, openOffer } from './lot.ts';
import { massToPlace } from './lot-mass.ts';

const FINAL = ['collected', 'expired', 'withdrawn'];

/** What must hold after every step, whatever happened. `rootKg`: mass of the lots that were registered. */
export function checkInvariants(store: TestStore, rootKg: number): void {
  for (const lot of store.lots.values()) checkLot(lot);
  checkRoom(store);
  checkCounts(store);
  const placed = [...store.lots.values()].reduce((sum, lot) => sum + Math.round(massToPlace(lot) * 1000), 0);
  expect(placed).toBe(Math.round(rootKg * 1000));
  expect(new Set(store.events.map(({ id }) => id)).size).toBe(store.events.length);
}

/** Thousands of these run per second, which `expect` is too slow for. */
function must(holds: boolean, rule: string, lot: Lot): void {
  if (!holds) throw new Error(`${rule}: ${JSON.stringify(lot, undefined, 1)}`);
}

function checkLot(lot: Lot): void {
  const { status, offers } = lot;
  const live = offers.filter((offer) => offer.status === 'offered');
  must(live.length === (status === 'offered' ? 1 : 0), 'one open offer while offered, none otherwise', lot);
  must(
    offers.every(({ attempt }, index) => attempt === index + 1),
    'attempts count from 1',
    lot,
  );
  must(
    (lot.cause !== undefined) === ['unmatched', 'expired', 'withdrawn'].includes(status),
    'a cause where due',
    lot,
  );
  checkAcceptance(lot);
  checkWakeAt(lot);
}

function checkAcceptance(lot: Lot): void {
  const { status, acceptedMassKg } = lot;
  const taken = status === 'accepted' || status === 'collected';
  const yes = lot.offers.filter((offer) => offer.status === 'accepted');
  must(yes.length === (taken ? 1 : 0), 'one yes once taken, none otherwise', lot);
  must(acceptedOffer(lot) === yes[0] && acceptedMassKg === yes[0]?.massKg, 'lot and offer agree', lot);
  must((lot.collectedMassKg !== undefined) === (status === 'collected'), 'collected has a mass', lot);
  // A part left behind is a child by now; before that all that is left is accepted.
  must(status !== 'accepted' || acceptedMassKg === massToPlace(lot), 'all that is left is accepted', lot);
}

function checkWakeAt(lot: Lot): void {
  const { status, wakeAt } = lot;
  must((wakeAt === undefined) === FINAL.includes(status), 'due unless final', lot);
  if (wakeAt === undefined) return;
  const grace = status === 'accepted' ? 24 * 3_600_000 : 0;
  must(Date.parse(wakeAt) <= Date.parse(lot.registration.collectBy) + grace, 'due at the deadline', lot);
  must(status !== 'offered' || wakeAt === openOffer(lot)?.answerBy, 'due when the answer is', lot);
}

/** Room is held by live offers and acceptances, and by nothing else. */
function checkRoom(store: TestStore): void {
  const offers = [...store.lots.values()].flatMap((lot) => lot.offers);
  const open = offers.filter(({ status }) => status === 'offered');
  const holding = offers.filter(({ status }) => status === 'offered' || status === 'accepted');
  const held = sumBy(
    holding,
    ({ recipientId, slotDate }) => `${recipientId} ${slotDate}`,
    ({ massKg }) => Math.round(massKg * 1000),
  );
  expect(without0(store.slots)).toEqual(without0(held));
  expect(without0(store.openOffers)).toEqual(
    sumBy(
      open,
      ({ recipientId }) => recipientId,
      () => 1,
    ),
  );
  for (const [key, grams] of held) {
    const { capacityKg = 0 } = store.recipients.get(key.split(' ')[0] ?? '') ?? {};
    expect(grams).toBeLessThanOrEqual(capacityKg * 1000);
  }
}

function sumBy<T>(items: readonly T[], keyOf: (item: T) => string, sizeOf: (item: T) => number) {
  const sums = new Map<string, number>();
  for (const item of items) sums.set(keyOf(item), (sums.get(keyOf(item)) ?? 0) + sizeOf(item));
  return sums;
}

function without0(sums: ReadonlyMap<string, number>): Map<string, number> {
  return new Map([...sums].filter(([, sum]) => sum !== 0));
}

function checkCounts(store: TestStore): void {
  const lots = [...store.lots.values()];
  const expected: Record<string, number> = { unanswered: lots.filter(isUnanswered).length };
  for (const { status } of lots) expected[status] = (expected[status] ?? 0) + 1;
  for (const [name, count] of store.counts) expect(`${name} ${count}`).toBe(`${name} ${expected[name] ?? 0}`);
}
