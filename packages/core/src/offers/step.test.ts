import { describe, expect, it } from 'vitest';
import { aLot, aRecommendation, around, context, lotAfter, MINUTE } from '../_fixtures.ts';
import { acceptedLot, offeredLot, open } from './_flow.ts';
import { applyRecommendation } from './apply-recommendation.ts';
import { patienceMs } from './ask-matcher.ts';
import { declineOffer } from './decline-offer.ts';
import { registrationOfRest } from './lot-mass.ts';
import { outcomeOf } from './outcome.ts';

const world = around(['a', 'b']);

describe('events of a step', () => {
  it('have ids of lot, version and position, the same whenever the step is decided again', () => {
    const decide = () => {
      const lot = offeredLot(['a', 'b']);
      return declineOffer(lot, open(lot), { reason: 'other' }, world, context(MINUTE))?.toChange().events;
    };

    expect(decide()?.map(({ id }) => id)).toEqual(['ovs_1:3:0', 'ovs_1:3:1', 'ovs_1:3:2']);
    expect(decide()).toEqual(decide());
  });

  it('go to the supplier and the recipient concerned; outcomes to operators only', () => {
    const lot = offeredLot(['a', 'b']);
    const events = declineOffer(lot, open(lot), { reason: 'other' }, world, context())?.toChange().events;

    expect(events?.map(({ type, audience }) => [type, audience])).toEqual([
      ['offer.ended', { supplierId: 'sup_1', recipientId: 'a' }],
      ['outcome.recorded', {}],
      ['offer.made', { supplierId: 'sup_1', recipientId: 'b' }],
    ]);
  });

  it('carry the trace of the call, or else that of the lot', () => {
    const traceOf = (traceparent?: string) => {
      const lot = aLot({ traceparent: 'of-lot' });
      const step = applyRecommendation(lot, aRecommendation(['a']), world, context(0, { traceparent }));
      return step?.toChange().events[0]?.traceparent;
    };

    expect(traceOf('of-call')).toBe('of-call');
    expect(traceOf()).toBe('of-lot');
  });

  it('never carry a clock that went back as a negative time to answer', () => {
    const lot = offeredLot(['a', 'b']);
    const step = declineOffer(lot, open(lot), { reason: 'other' }, world, context(-5 * MINUTE));

    expect(step?.toChange().events[1]).toMatchObject({ data: { responseMinutes: 0 } });
    expect(step?.toChange().activity[0]).toMatchObject({ fadedResponseMinutes: 0 });
    expect(lotAfter(step).status).toBe('offered');
  });
});

describe('outcomeOf', () => {
  it('tells what came of an offer even when nobody knows what it was chosen by', () => {
    const { cascade: _, ...lot } = acceptedLot();
    const outcome = outcomeOf(lot, lot.offers[0]!, 'collected', '2026-11-24T12:00:00.000Z');

    expect(outcome).toMatchObject({ kind: 'collected', attempt: 1, massKg: 10 });
    expect(outcome).not.toHaveProperty('features');
  });
});

describe('patienceMs', () => {
  it('doubles from half a minute to ten minutes', () => {
    expect([1, 2, 3, 4, 5, 6, 2000].map((asks) => patienceMs(asks) / 1000)).toEqual([
      30, 60, 120, 240, 480, 600, 600,
    ]);
  });
});

describe('registrationOfRest', () => {
  it('is the registration itself while nothing was split off', () => {
    const lot = aLot({ registration: { minPartKg: 4 } });

    expect(registrationOfRest(lot)).toBe(lot.registration);
    expect(registrationOfRest({ ...lot, remainingKg: 3 })).toMatchObject({ massKg: 3, minPartKg: 3 });
  });
});
