import { describe, expect, it } from 'vitest';
import { mergeActivity, mergeSlots } from './merge-deltas.ts';

const slot = (deltaKg: number, capacityKg = 0, recipientId = 'a', date = '2026-11-24') => {
  return { recipientId, date, deltaKg, capacityKg };
};

describe('mergeSlots', () => {
  it('touches each slot once, by the bound of the reservation', () => {
    expect(mergeSlots([slot(-5), slot(7, 100)])).toEqual([slot(2, 100)]);
    expect(mergeSlots([slot(7, 100), slot(-5)])).toEqual([slot(2, 100)]);
    expect(mergeSlots([slot(-5), slot(-1)])).toEqual([slot(-6)]);
  });

  it('keeps recipients and days apart', () => {
    const deltas = [slot(1, 9), slot(1, 9, 'b'), slot(1, 9, 'a', '2026-11-25')];

    expect(mergeSlots(deltas)).toEqual(deltas);
  });

  it('drops what cancels out, also where floating kilograms would leave dust', () => {
    expect(mergeSlots([slot(0.1, 9), slot(0.2, 9), slot(-0.3)])).toEqual([]);
    expect(mergeSlots([slot(0)])).toEqual([]);
  });
});

describe('mergeActivity', () => {
  it('adds the sums of one recipient and keeps the newest of the rest', () => {
    const merged = mergeActivity([
      { recipientId: 'a', openOffers: -1, fadedAnswers: 2, fadedOffers: 1 },
      { recipientId: 'b', openOffers: 1 },
      { recipientId: 'a', openOffers: 1, maxOpenOffers: 5, fadedOffers: -1, category: 'produce' },
    ]);

    expect(merged).toEqual([
      {
        recipientId: 'a',
        openOffers: 0,
        maxOpenOffers: 5,
        fadedAnswers: 2,
        fadedOffers: 0,
        category: 'produce',
      },
      { recipientId: 'b', openOffers: 1 },
    ]);
  });
});
