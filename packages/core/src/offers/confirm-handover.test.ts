import { describe, expect, it } from 'vitest';
import { aLot, aRecipient, aRecommendation, around, context, HOUR, iso, lotAfter } from '../_fixtures.ts';
import { accepted, acceptedLot, eventsOf, open, outcomesOf } from './_flow.ts';
import { acceptOffer } from './accept-offer.ts';
import { applyRecommendation } from './apply-recommendation.ts';
import { confirmHandover, type Side } from './confirm-handover.ts';
import type { Lot } from './lot.ts';

function say(lot: Lot, side: Side, massKg: number, afterMs = HOUR, temperatureC?: number) {
  return confirmHandover(lot, side, { massKg, temperatureC }, context(afterMs));
}
function both(lot: Lot, supplierKg: number, recipientKg: number, afterMs = HOUR) {
  return say(lotAfter(say(lot, 'supplier', supplierKg, afterMs)), 'recipient', recipientKg, afterMs);
}

describe('confirmHandover', () => {
  it('waits for the other side', () => {
    const step = say(acceptedLot(), 'supplier', 10, HOUR, 4);

    expect(lotAfter(step)).toMatchObject({
      status: 'accepted',
      handover: { supplier: { massKg: 10, temperatureC: 4, at: iso(HOUR) } },
      wakeAt: iso(32 * HOUR),
    });
    expect(eventsOf(step)).toEqual([]);
  });

  it('collects the lot when both have spoken, by the figure of the recipient', () => {
    const step = both(acceptedLot(), 10, 10.4);

    expect(lotAfter(step)).toMatchObject({
      status: 'collected',
      collectedMassKg: 10.4,
      collectedAt: iso(HOUR),
    });
    expect(lotAfter(step).wakeAt).toBeUndefined();
    expect(step?.toChange()).toMatchObject({
      impact: { date: '2026-11-24', category: 'produce', massKg: 10.4 },
      counts: { accepted: -1, collected: 1 },
      slots: [],
      activity: [],
      children: [],
    });
    expect(outcomesOf(step)).toMatchObject([{ kind: 'collected' }]);
    expect(step?.toChange().events.at(-1)).toMatchObject({
      type: 'oversupply.changed',
      audience: { supplierId: 'sup_1', recipientId: 'a' },
      data: { massKg: 10.4, recipientId: 'a' },
    });
  });

  it('gives what was left behind back as a lot of its own, while there is time', () => {
    const step = both(acceptedLot(), 10, 7.3);
    const [child] = step?.toChange().children ?? [];

    expect(child?.registration).toMatchObject({ massKg: 2.7, parentId: 'ovs_1' });
    expect(child?.refusedBy).toEqual(['a']);
    expect(lotAfter(step)).toMatchObject({ status: 'collected', childIds: [child?.id] });
    expect(both(acceptedLot(), 10, 7.3, 9 * HOUR)?.toChange().children).toEqual([]);
  });

  it('keeps the sum of the parts when a lot is split twice', () => {
    const half = acceptedLot(6, { registration: { divisible: true } });
    const step = both(half, 6, 3.7);

    expect(lotAfter(step)).toMatchObject({
      childIds: [half.childIds[0], expect.any(String)],
      remainingKg: 3.7,
    });
    expect(step?.toChange().children).toMatchObject([{ registration: { massKg: 2.3 } }]);
  });

  it('matches the whole lot again when nothing was collected', () => {
    const step = both(acceptedLot(), 10, 0);

    expect(lotAfter(step)).toMatchObject({ status: 'matching', round: 2, offers: [{ status: 'expired' }] });
    expect(lotAfter(step).acceptedOfferId).toBeUndefined();
    expect(step?.toChange().slots).toMatchObject([{ recipientId: 'a', deltaKg: -10 }]);
    expect(eventsOf(step)).toEqual(['offer.ended', 'outcome.recorded', 'oversupply.rematch-requested']);
    expect(lotAfter(both(acceptedLot(), 10, 0, 9 * HOUR))).toMatchObject({
      status: 'expired',
      cause: 'not_collected',
    });
  });

  it('asks about no more than is left when a part was split off before', () => {
    const step = both(acceptedLot(4, { registration: { divisible: true, minPartKg: 4 } }), 4, 0);
    const lot = lotAfter(step);

    expect(step?.toChange().events.at(-1)).toMatchObject({
      data: { registration: { massKg: 4, minPartKg: 4 } },
    });

    const world = around(['b']);
    const offered = lotAfter(
      applyRecommendation(lot, aRecommendation(['b'], { round: 2 }), world, context(2 * HOUR)),
    );
    const taken = acceptOffer(offered, open(offered), undefined, aRecipient('b'), world, context(2 * HOUR));

    expect(open(offered).massKg).toBe(4);
    expect(taken?.toChange().children).toEqual([]);
    expect(lotAfter(taken).handover).toBeUndefined();
  });

  it('says nothing new when the same side says the same again, also afterwards', () => {
    const lot = lotAfter(say(acceptedLot(), 'supplier', 10));

    expect(say(lot, 'supplier', 10.0001)).toBeUndefined();
    expect(say(lotAfter(both(acceptedLot(), 10, 9)), 'recipient', 9)).toBeUndefined();
    expect(say(lotAfter(both(acceptedLot(), 10, 0)), 'recipient', 0)).toBeUndefined();
  });

  it('lets a side correct itself before the other has spoken', () => {
    const lot = lotAfter(say(lotAfter(say(acceptedLot(), 'recipient', 10)), 'recipient', 8));

    expect(lotAfter(say(lot, 'supplier', 10))).toMatchObject({ collectedMassKg: 8 });
  });

  it('refuses what is out of all proportion', () => {
    expect(() => say(acceptedLot(), 'recipient', 15.001)).toThrow('Some fields need attention');
    expect(lotAfter(say(acceptedLot(), 'recipient', 15)).handover?.recipient?.massKg).toBe(15);
  });

  it('refuses a handover of what nobody accepted', () => {
    expect(() => say(aLot(), 'supplier', 10)).toThrow('This lot is matching: there is no handover');
    expect(() => say({ ...acceptedLot(), status: 'withdrawn' }, 'supplier', 10)).toThrow('withdrawn');
    expect(() => say({ ...acceptedLot(), acceptedOfferId: 'off_none' }, 'supplier', 10)).toThrow('accepted');
    expect(accepted(acceptedLot()).massKg).toBe(10);
  });
});
