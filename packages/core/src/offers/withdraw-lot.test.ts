import { describe, expect, it } from 'vitest';
import { aLot, around, context, HOUR, iso, lotAfter } from '../_fixtures.ts';
import { acceptedLot, effectsOf, eventsOf, offeredLot, outcomesOf } from './_flow.ts';
import type { Lot } from './lot.ts';
import { wakeLot } from './wake-lot.ts';
import { withdrawLot } from './withdraw-lot.ts';

function withdraw(lot: Lot) {
  return withdrawLot(lot, 'sold', context(HOUR));
}

describe('withdrawLot', () => {
  it.each([
    ['waits for the matcher', aLot()],
    ['found nobody', aLot({ status: 'unmatched', cause: 'capacity' })],
  ])('takes back a lot that %s', (_, lot) => {
    const step = withdraw(lot);

    expect(lotAfter(step)).toMatchObject({ status: 'withdrawn', cause: 'withdrawn', withdrawReason: 'sold' });
    expect(lotAfter(step).wakeAt).toBeUndefined();
    expect(effectsOf(step)).toEqual([]);
  });

  it('takes back what is offered, and the offer does not count against the recipient', () => {
    const lot = offeredLot();
    const step = withdraw(lot);

    expect(lotAfter(step).offers).toMatchObject([{ status: 'withdrawn' }]);
    expect(effectsOf(step)).toEqual(['a -10 kg', 'a -1 open']);
    expect(eventsOf(step)).toEqual(['offer.ended', 'outcome.recorded', 'oversupply.changed']);
    expect(outcomesOf(step)).toMatchObject([{ kind: 'withdrawn' }]);
    expect(step?.toChange().activity[0]?.fadedOffers).toBeLessThan(0);
  });

  it('takes back what was accepted: the recipient is told and gets the room back, exactly as it was held', () => {
    const lot = acceptedLot(4, { registration: { divisible: true } });
    const step = withdraw(lot);
    const { slots, activity, events } = step?.toChange() ?? {};

    expect(lotAfter(step)).toMatchObject({ status: 'withdrawn', remainingKg: 4 });
    expect(lotAfter(step).acceptedOfferId).toBeUndefined();
    expect(lotAfter(step).acceptedMassKg).toBeUndefined();
    expect(slots).toMatchObject([{ recipientId: 'a', deltaKg: -4, date: '2026-11-24' }]);
    expect(activity).toMatchObject([{ openOffers: 0 }]);
    expect(activity?.[0]?.fadedReceivedKg).toBeLessThan(0);
    expect(events?.[0]).toMatchObject({ type: 'offer.ended', audience: { recipientId: 'a' } });
    expect(events?.at(-1)).toMatchObject({ type: 'oversupply.changed', data: { massKg: 4 } });
  });

  it('says nothing new when it is withdrawn already', () => {
    expect(withdraw(lotAfter(withdraw(aLot())))).toBeUndefined();
  });

  it('refuses what is over', () => {
    const expired = lotAfter(wakeLot(aLot(), around([]), context(9 * HOUR)));

    expect(() => withdraw(expired)).toThrow('This lot is expired');
    expect(() => withdraw({ ...expired, status: 'collected', collectedAt: iso() })).toThrow('collected');
  });
});
