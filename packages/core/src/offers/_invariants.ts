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

function checkLot(lot: Lot): void {
  const live = lot.offers.filter(({ status }) => status === 'offered');
  expect(live.length).toBe(lot.status === 'offered' ? 1 : 0);
  expect(lot.offers.map(({ attempt }) => attempt)).toEqual(lot.offers.map((_, index) => index + 1));
  checkAcceptance(lot);
  checkWakeAt(lot);
  expect(lot.cause !== undefined).toBe(['unmatched', 'expired', 'withdrawn'].includes(lot.status));
}

function checkAcceptance(lot: Lot): void {
  const taken = lot.status === 'accepted' || lot.status === 'collected';
  const yes = lot.offers.filter(({ status }) => status === 'accepted');
  expect(yes.length).toBe(taken ? 1 : 0);
  expect(acceptedOffer(lot)).toBe(yes[0]);
  expect(lot.acceptedMassKg).toBe(yes[0]?.massKg);
  expect(lot.collectedMassKg !== undefined).toBe(lot.status === 'collected');
  // A part left behind is a child by now; before that all that is left is accepted.
  if (lot.status === 'accepted') expect(lot.acceptedMassKg).toBe(massToPlace(lot));
}

function checkWakeAt(lot: Lot): void {
  if (FINAL.includes(lot.status)) {
    expect(lot.wakeAt).toBeUndefined();
    return;
  }
  const grace = lot.status === 'accepted' ? 24 * 3_600_000 : 0;
  const latest = Date.parse(lot.registration.collectBy) + grace;
  expect(Date.parse(lot.wakeAt ?? '')).toBeLessThanOrEqual(latest);
  if (lot.status === 'offered') expect(lot.wakeAt).toBe(openOffer(lot)?.answerBy);
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
