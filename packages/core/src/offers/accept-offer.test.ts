import { describe, expect, it } from 'vitest';
import { aLot, aRecipient, around, context, HOUR, iso, lotAfter, MINUTE, NOW } from '../_fixtures.ts';
import { accepted, acceptedLot, effectsOf, eventsOf, offeredLot, open, outcomesOf } from './_flow.ts';
import { acceptOffer } from './accept-offer.ts';
import type { Lot, Offer } from './lot.ts';
import { wakeLot } from './wake-lot.ts';

const world = around(['a', 'b', 'c']);
const DIVISIBLE = { registration: { divisible: true, minPartKg: 2 } };

function accept(lot: Lot, offer: Offer, massKg?: number, afterMs = MINUTE, recipient = aRecipient('a')) {
  return acceptOffer(lot, offer, massKg, recipient, world, context(afterMs));
}
/** The offer to `a` timed out and nobody else is asked: the lot waits for the matcher. */
function timedOut(overrides: Parameters<typeof aLot>[0] = {}): Lot {
  return lotAfter(wakeLot(offeredLot(['a'], overrides), world, context(10 * MINUTE)));
}

describe('acceptOffer', () => {
  it('gives the lot to the recipient and waits for the handover', () => {
    const lot = offeredLot();
    const step = accept(lot, open(lot));

    expect(lotAfter(step)).toMatchObject({ status: 'accepted', acceptedMassKg: 10, wakeAt: iso(32 * HOUR) });
    expect(accepted(lotAfter(step))).toMatchObject({ status: 'accepted', answeredAt: iso(MINUTE) });
    expect(accepted(lotAfter(step)).late).toBeUndefined();
    expect(effectsOf(step)).toEqual(['a -1 open']);
    expect(eventsOf(step)).toEqual(['offer.ended', 'outcome.recorded', 'oversupply.changed']);
    expect(step?.toChange().counts).toEqual({ offered: -1, accepted: 1 });
    expect(outcomesOf(step)).toMatchObject([
      {
        kind: 'accepted',
        responseMinutes: 1,
        weightsVersion: 'wts_1',
        probability: 0.6,
        features: [
          [0, 1],
          [1, 0.25],
        ],
      },
    ]);
  });

  it('counts an answer at the last moment as in time', () => {
    const lot = offeredLot();

    expect(accepted(lotAfter(accept(lot, open(lot), undefined, 10 * MINUTE))).late).toBeUndefined();
    expect(accepted(lotAfter(accept(lot, open(lot), undefined, 10 * MINUTE + 1))).late).toBe(true);
  });

  it('holds a yes in time against no rule that changed since, and a later one against all', () => {
    const lot = offeredLot();
    const gone = aRecipient('a', { active: false });

    expect(lotAfter(accept(lot, open(lot), undefined, 10 * MINUTE, gone)).status).toBe('accepted');
    expect(() => accept(lot, open(lot), undefined, 10 * MINUTE + 1, gone)).toThrow(
      'No longer possible: inactive',
    );
  });

  it('says nothing new when the same yes comes again', () => {
    const whole = acceptedLot();
    const part = acceptedLot(4, DIVISIBLE);

    expect(accept(whole, accepted(whole))).toBeUndefined();
    expect(accept(whole, accepted(whole), 10)).toBeUndefined();
    expect(accept(part, accepted(part), 4)).toBeUndefined();
    expect(() => accept(part, accepted(part), 5)).toThrow('accepted already, with 4 kg');
  });

  it('splits the rest of a partly accepted lot off and matches it at once', () => {
    const lot = offeredLot(['a', 'b'], DIVISIBLE);
    const step = accept(lot, open(lot), 7.7);
    const [child] = step?.toChange().children ?? [];

    expect(lotAfter(step)).toMatchObject({ acceptedMassKg: 7.7, remainingKg: 7.7, childIds: [child?.id] });
    expect(child).toMatchObject({
      version: 1,
      status: 'matching',
      registration: { massKg: 2.3, minPartKg: 2, parentId: 'ovs_1' },
      refusedBy: ['a'],
      wakeAt: iso(MINUTE + 30_000),
    });
    expect(effectsOf(step)).toEqual(['a -2.3 kg', 'a -1 open']);
    expect(step?.toChange().counts).toEqual({ offered: -1, accepted: 1, matching: 1 });
    expect(step?.toChange().events.find(({ type }) => type === 'oversupply.registered')).toMatchObject({
      subject: child?.id,
      data: { registration: { massKg: 2.3 }, excluded: ['a'] },
    });
  });

  it('lets the rest be smaller than the smallest part', () => {
    const lot = offeredLot(['a'], DIVISIBLE);
    const [child] = accept(lot, open(lot), 9)?.toChange().children ?? [];

    expect(child?.registration).toMatchObject({ massKg: 1, minPartKg: 1 });
  });

  it('hands down who answered for the lots above', () => {
    const lot = { ...offeredLot(['a'], DIVISIBLE), refusedBy: ['z', 'a'], traceparent: 'trace' };

    expect(accept(lot, open(lot), 5)?.toChange().children).toMatchObject([
      { refusedBy: ['z', 'a'], traceparent: 'trace' },
    ]);
  });

  it('keeps parts exact in grams', () => {
    const lot = offeredLot(['a'], { registration: { divisible: true, massKg: 0.3 } });
    const step = accept(lot, open(lot), 0.1);

    expect(step?.toChange().children[0]?.registration.massKg).toBe(0.2);
    expect(step?.toChange().slots[0]?.deltaKg).toBe(-0.2);
  });

  it.each([
    [11, DIVISIBLE, 'at most the 10 kg'],
    [1.9, DIVISIBLE, 'at least 2 kg'],
    [0.0004, { registration: { divisible: true } }, 'at least 0.001 kg'],
    [5, {}, 'cannot be divided'],
  ])('refuses %d kg of this lot', (massKg, overrides, message) => {
    const lot = offeredLot(['a'], overrides);

    expect(() => accept(lot, open(lot), massKg)).toThrow(
      expect.objectContaining({
        code: 'validation_failed',
        errors: [{ path: 'massKg', message: expect.stringContaining(message) }],
      }),
    );
  });

  it('lets a late yes count while the lot is free, and reserves the room again', () => {
    const lot = timedOut();
    const step = accept(lot, lot.offers[0]!, undefined, HOUR);

    expect(accepted(lotAfter(step))).toMatchObject({ status: 'accepted', late: true });
    expect(step?.toChange().slots).toMatchObject([{ deltaKg: 10, capacityKg: 100, date: '2026-11-24' }]);
    expect(step?.toChange().activity).toMatchObject([{ openOffers: 0 }]);
    expect(outcomesOf(step)).toMatchObject([
      {
        kind: 'accepted',
        features: [
          [0, 1],
          [1, 0.25],
        ],
      },
    ]);
  });

  it('moves a late yes to the next opening day', () => {
    const lot = timedOut({ registration: { collectBy: iso(40 * HOUR) } });
    const morning = NOW + 20 * HOUR;
    const step = accept(lot, lot.offers[0]!, undefined, morning - NOW);

    expect(accepted(lotAfter(step)).slotDate).toBe('2026-11-25');
    expect(accepted(lotAfter(step)).arriveBy).toBe('2026-11-25T23:00:00.000Z');
  });

  it('still takes a yes just after the deadline, before the clock looked, if the rules hold', () => {
    const lot = offeredLot();
    const step = accept(lot, open(lot), undefined, 11 * MINUTE);

    expect(effectsOf(step)).toEqual(['a -1 open']);
    expect(() => accept(lot, open(lot), undefined, 8 * HOUR)).toThrow('No longer possible: too_late');
  });

  it('refuses a late yes of whoever may not receive the lot any more', () => {
    const lot = timedOut();
    const gone = aRecipient('a', { active: false });

    expect(() => accept(lot, lot.offers[0]!, undefined, HOUR, gone)).toThrow('No longer possible: inactive');
  });

  it('refuses a yes when somebody else is asked or has the lot', () => {
    const second = lotAfter(wakeLot(offeredLot(['a', 'b']), world, context(10 * MINUTE)));
    const taken = lotAfter(
      acceptOffer(second, open(second), undefined, aRecipient('b'), world, context(HOUR / 2)),
    );

    for (const lot of [second, taken]) {
      expect(() => accept(lot, lot.offers[0]!)).toThrow('This offer is timed out.');
    }
  });

  it.each(['declined', 'withdrawn', 'expired'] as const)('refuses a yes to an offer that is %s', (status) => {
    const lot = aLot();
    const offer = { ...open(offeredLot()), status };

    expect(() => accept({ ...lot, offers: [offer] }, offer)).toThrow(`This offer is ${status}.`);
  });

  it('refuses a late yes to more than is left', () => {
    const lot = { ...timedOut(DIVISIBLE), remainingKg: 6 };

    expect(() => accept(lot, lot.offers[0]!)).toThrow('Only 6 kg of this lot are left.');
    expect(lotAfter(accept(lot, lot.offers[0]!, 6)).childIds).toEqual([]);
    expect(lotAfter(accept(lot, lot.offers[0]!, 4))).toMatchObject({ acceptedMassKg: 4, remainingKg: 4 });
  });

  it('forgets what was said about an earlier handover', () => {
    const handover = { supplier: { massKg: 0, at: iso() } };

    expect(lotAfter(accept({ ...offeredLot(), handover }, open(offeredLot()))).handover).toBeUndefined();
  });
});
