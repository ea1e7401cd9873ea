import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSlots, placeBid } from './auction-slots.ts';

test('keeps the highest bids of a slot and prices it at the lowest of them once full', () => {
  const steps = fc.array(fc.double({ min: 0.01, max: 9, noNaN: true }), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(steps, fc.integer({ min: 1, max: 5 }), (raises, capacity) => {
      const slots = createSlots(new Int32Array(raises.length).fill(1), Int32Array.of(2, capacity));
      let held: { offer: number; bid: number }[] = [];
      raises.forEach((raise, offer) => {
        const bid = slots.price[1]! + raise;

        const dropped = placeBid(slots, 1, offer, bid);

        held = [...held, { offer, bid }].sort((a, b) => b.bid - a.bid);
        const lowest = held.length > capacity ? held.at(-1) : undefined;
        // Which of several equal lowest bids goes is open.
        expect(held.find((one) => one.offer === dropped)?.bid).toBe(lowest?.bid);
        held = held.filter((one) => one.offer !== dropped);
        expect(slots.price[1]).toBe(held.length === capacity ? held.at(-1)!.bid : 0);
      });
      expect(slots.price[0]).toBe(0);
    }),
  );
});

test('never sells a slot without capacity', () => {
  expect([...createSlots(Int32Array.of(0), Int32Array.of(0)).price]).toEqual([Infinity]);
});
