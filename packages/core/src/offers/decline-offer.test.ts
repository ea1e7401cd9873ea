import { describe, expect, it } from 'vitest';
import { around, context, HOUR, iso, lotAfter, MINUTE } from '../_fixtures.ts';
import { accepted, acceptedLot, effectsOf, eventsOf, offeredLot, open, outcomesOf } from './_flow.ts';
import { declineOffer } from './decline-offer.ts';
import { wakeLot } from './wake-lot.ts';

const world = around(['a', 'b', 'c']);
const NO = { reason: 'no_capacity', note: 'fridge broken' } as const;

describe('declineOffer', () => {
  it('asks the next candidate in the same step', () => {
    const lot = offeredLot();
    const step = declineOffer(lot, open(lot), NO, world, context(MINUTE));

    expect(open(lotAfter(step))).toMatchObject({ recipientId: 'b', attempt: 2 });
    expect(lotAfter(step).offers[0]).toMatchObject({
      status: 'declined',
      declineReason: 'no_capacity',
      note: 'fridge broken',
      answeredAt: iso(MINUTE),
    });
    expect(effectsOf(step)).toEqual(['a -10 kg', 'b 10 kg', 'a -1 open', 'b 1 open']);
    expect(eventsOf(step)).toEqual(['offer.ended', 'outcome.recorded', 'offer.made']);
    expect(outcomesOf(step)).toMatchObject([{ kind: 'declined', reason: 'no_capacity', probability: 0.6 }]);
    expect(step?.toChange().counts).toEqual({});
  });

  it('takes a no without a note', () => {
    const lot = offeredLot();
    const step = declineOffer(lot, open(lot), { reason: 'other' }, world, context(MINUTE));

    expect(lotAfter(step).offers[0]).not.toHaveProperty('note');
  });

  it('asks the matcher anew when the cascade is used up, without those asked', () => {
    const lot = offeredLot(['a']);
    const step = declineOffer(lot, open(lot), NO, world, context(MINUTE));

    expect(lotAfter(step)).toMatchObject({ status: 'matching', round: 2, lostTo: [] });
    expect(step?.toChange().events.at(-1)).toMatchObject({ data: { round: 2, excluded: ['a'] } });
  });

  it('leaves those lost in this round out of the next question', () => {
    const lot = { ...offeredLot(['a', 'x']), lostTo: ['earlier'] };
    const step = declineOffer(lot, open(lot), NO, world, context(MINUTE));

    expect(lotAfter(step)).toMatchObject({ status: 'matching', lostTo: ['x'] });
  });

  it('says nothing new when the same no comes again', () => {
    const lot = lotAfter(declineOffer(offeredLot(), open(offeredLot()), NO, world, context(MINUTE)));

    expect(declineOffer(lot, lot.offers[0]!, NO, world, context(HOUR))).toBeUndefined();
  });

  it('keeps a late no as the reason without learning it twice', () => {
    const lot = lotAfter(wakeLot(offeredLot(), world, context(10 * MINUTE)));
    const step = declineOffer(lot, lot.offers[0]!, NO, world, context(12 * MINUTE));

    expect(lotAfter(step).offers[0]).toMatchObject({ status: 'declined', answeredAt: iso(12 * MINUTE) });
    expect(lotAfter(step)).toMatchObject({ status: 'offered', wakeAt: lot.wakeAt });
    expect(step?.toChange()).toMatchObject({ slots: [], activity: [], events: [] });
  });

  it('refuses a no to what was accepted', () => {
    const lot = acceptedLot();

    expect(() => declineOffer(lot, accepted(lot), NO, world, context(HOUR))).toThrow(
      'This offer is accepted.',
    );
  });
});
