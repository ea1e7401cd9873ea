import { type CascadeDemand, cascadePrices } from '@sprk/numerics';
import { weekdayOf } from '../hours/zone.ts';
import type { AcceptanceModel } from '../matching/acceptance-model.ts';
import { expectedLots, type PastLot } from './expected-lots.ts';

/** Enough from the prices of some hours ago. */
const PASSES = 14;

/** Per recipient id: kg-equivalents per kg on each weekday, Monday first. */
export type BidPrices = AcceptanceModel['bidPrices'];

/** Somebody who may take an expected lot. */
export interface PricedOption {
  readonly recipientId: string;
  /** Local opening day, YYYY-MM-DD, whose room it takes. */
  readonly slotDate: string;
  readonly probability: number;
  /** Worth of a yes before the price of room, kg-equivalents. */
  readonly utility: number;
}

export interface PricingQuestion<Lot> {
  /** The stream so far; the last four weeks count. */
  readonly history: readonly PastLot<Lot>[];
  /** ms since the epoch */
  readonly now: number;
  /** How far to look ahead. */
  readonly days: number;
  /** Who could take the lot, room aside, if it came at `at` (ms), scored at bid prices of 0. */
  readonly optionsOf: (lot: Lot, at: number) => readonly PricedOption[];
  readonly massKgOf: (lot: Lot) => number;
  /** Room left on that day, kg. */
  readonly freeKg: (recipientId: string, slotDate: string) => number;
  /** K of the policy. */
  readonly attempts: number;
  /** The prices until now: a start that saves work. */
  readonly before: BidPrices;
}

/**
 * Bid prices for the coming days: what a kg of room is worth to the lots that the past lets expect, each offered along
 * its best cascade under learned chances. To be renewed every few hours, as rooms fill up.
 * O(expected lots * recipients in range * passes): 4 000 lots of 40 recipients take about a second.
 */
export function renewPrices<Lot>(question: PricingQuestion<Lot>): BidPrices {
  const { demand, slots } = demandOf(question);
  const warm = Float64Array.from(
    slots,
    ({ recipientId, weekday }) => question.before[recipientId]?.[weekday] ?? 0,
  );
  const price = cascadePrices(demand, { warm, passes: PASSES });
  const prices: Record<string, number[]> = {};
  const dated = slots.map((slot, index) => ({ ...slot, price: price[index] ?? 0 }));
  // Of two dates on one weekday the nearer one is decided on first: it is written last.
  dated.sort((one, other) => (one.slotDate < other.slotDate ? 1 : -1));
  for (const { recipientId, weekday, price: bidPrice } of dated) {
    prices[recipientId] ??= new Array<number>(7).fill(0);
    (prices[recipientId] as number[])[weekday] = bidPrice;
  }
  return prices;
}

interface Slot {
  readonly recipientId: string;
  readonly slotDate: string;
  readonly weekday: number;
}

function demandOf<Lot>(question: PricingQuestion<Lot>): {
  readonly demand: CascadeDemand;
  readonly slots: readonly Slot[];
} {
  const slots: Slot[] = [];
  const numberOf = new Map<string, number>();
  const lotStart = [0];
  const slot: number[] = [];
  const utility: number[] = [];
  const probability: number[] = [];
  const massKg: number[] = [];
  const expected: number[] = [];
  for (const each of expectedLots(question.history, question.now, question.days)) {
    const options = question.optionsOf(each.lot, each.at);
    if (options.length === 0) continue;
    for (const { recipientId, slotDate, ...scored } of options) {
      const key = `${recipientId} ${slotDate}`;
      let number = numberOf.get(key);
      if (number === undefined) {
        number = slots.push({ recipientId, slotDate, weekday: weekdayOf(slotDate) }) - 1;
        numberOf.set(key, number);
      }
      slot.push(number);
      utility.push(scored.utility);
      probability.push(scored.probability);
    }
    massKg.push(question.massKgOf(each.lot));
    expected.push(each.expected);
    lotStart.push(slot.length);
  }
  const demand = {
    lotStart: Int32Array.from(lotStart),
    slot: Int32Array.from(slot),
    utility: Float64Array.from(utility),
    probability: Float64Array.from(probability),
    massKg: Float64Array.from(massKg),
    expected: Float64Array.from(expected),
    capacityKg: Float64Array.from(slots, ({ recipientId, slotDate }) =>
      Math.max(0, question.freeKg(recipientId, slotDate)),
    ),
    attempts: question.attempts,
  };
  return { demand, slots };
}
