import { describe, expect, it } from 'vitest';
import { aLot, aRecommendation, around, context, HOUR, iso, lotAfter, MINUTE } from '../_fixtures.ts';
import { acceptedLot, effectsOf, eventsOf, offeredLot, open, outcomesOf } from './_flow.ts';
import { applyRecommendation } from './apply-recommendation.ts';
import { confirmHandover } from './confirm-handover.ts';
import type { Lot } from './lot.ts';
import { wakeLot } from './wake-lot.ts';

const world = around(['a', 'b', 'c', 'd', 'e']);

function wake(lot: Lot, afterMs: number) {
  return wakeLot(lot, world, context(afterMs));
}

describe('wakeLot', () => {
  it('leaves a lot alone that is not due', () => {
    const { wakeAt: _, ...asleep } = offeredLot();

    expect(wake(offeredLot(), 10 * MINUTE - 1)).toBeUndefined();
    expect(wake(asleep, HOUR)).toBeUndefined();
  });

  it('times an open offer out at the moment its time is over and asks the next one', () => {
    const step = wake(offeredLot(), 10 * MINUTE);

    expect(lotAfter(step).offers[0]).toMatchObject({ status: 'timed_out' });
    expect(open(lotAfter(step)).recipientId).toBe('b');
    expect(effectsOf(step)).toEqual(['a -10 kg', 'b 10 kg', 'a -1 open', 'b 1 open']);
    expect(outcomesOf(step)).toMatchObject([{ kind: 'timed_out', responseMinutes: 10 }]);
    expect(step?.toChange().activity[0]).not.toHaveProperty('fadedAnswers');
  });

  it('waits for a person after three cascades, until the deadline', () => {
    let lot = offeredLot(['a']);
    for (const [round, id] of [
      [2, 'b'],
      [3, 'c'],
    ] as const) {
      lot = lotAfter(wake(lot, round * HOUR));
      expect(lot).toMatchObject({ status: 'matching', round });
      lot = lotAfter(
        applyRecommendation(lot, aRecommendation([id], { round }), world, context(round * HOUR)),
      );
    }

    expect(lotAfter(wake(lot, 4 * HOUR))).toMatchObject({
      status: 'unmatched',
      cause: 'no_answer',
      wakeAt: iso(8 * HOUR),
    });
  });

  it('asks the matcher again with growing patience, about the same question', () => {
    const lot = aLot({ lostTo: ['x'] });
    const second = wake(lot, 30_000);
    const third = wake(lotAfter(second), 2 * MINUTE);

    expect(lotAfter(second)).toMatchObject({ round: 1, asks: 2, wakeAt: iso(90_000) });
    expect(lotAfter(third)).toMatchObject({ asks: 3, wakeAt: iso(4 * MINUTE) });
    expect(second?.toChange()).toMatchObject({
      counts: { unanswered: 1 },
      events: [{ data: { excluded: ['x'] } }],
    });
    expect(third?.toChange().counts).toEqual({});
  });

  it('takes an unanswered lot out of the count when it is answered or too late', () => {
    const unanswered = aLot({ asks: 2 });
    const answered = applyRecommendation(unanswered, aRecommendation(['a']), world, context());

    expect(answered?.toChange().counts).toEqual({ matching: -1, offered: 1, unanswered: -1 });
    expect(wake(unanswered, 8 * HOUR)?.toChange().counts).toEqual({
      matching: -1,
      expired: 1,
      unanswered: -1,
    });
  });

  it('asks about an unmatched lot anew, with everybody that was lost to a race', () => {
    const lot = aLot({ status: 'unmatched', cause: 'capacity', lostTo: ['x'], wakeAt: iso(15 * MINUTE) });
    const step = wake(lot, 15 * MINUTE);

    expect(lotAfter(step)).toMatchObject({ status: 'matching', round: 2, lostTo: [] });
    expect(lotAfter(step).cause).toBeUndefined();
    expect(step?.toChange().events[0]).toMatchObject({ data: { excluded: [] } });
  });

  it.each([
    ['unmatched for want of room', aLot({ status: 'unmatched', cause: 'capacity' }), 'capacity'],
    ['never answered by the matcher', aLot(), 'no_time_left'],
    [
      'not collected before',
      aLot({ offers: [{ ...open(offeredLot()), status: 'expired' }] }),
      'not_collected',
    ],
    ['declined', aLot({ offers: [{ ...open(offeredLot()), status: 'declined' }] }), 'declined_by_all'],
    [
      'taken back from the only one',
      aLot({ offers: [{ ...open(offeredLot()), status: 'withdrawn' }] }),
      'no_time_left',
    ],
  ])('expires a lot that was %s', (_, lot, cause) => {
    const step = wake(lot, 8 * HOUR);

    expect(lotAfter(step)).toMatchObject({ status: 'expired', cause });
    expect(lotAfter(step).wakeAt).toBeUndefined();
    expect(eventsOf(step)).toEqual(['oversupply.changed']);
  });

  it('ends the open offer of a lot whose deadline has passed', () => {
    const step = wake(offeredLot(), 9 * HOUR);

    expect(lotAfter(step)).toMatchObject({ status: 'expired', cause: 'no_answer' });
    expect(lotAfter(step).offers).toMatchObject([{ status: 'expired' }]);
    expect(effectsOf(step)).toEqual(['a -10 kg', 'a -1 open']);
  });

  it.each(['supplier', 'recipient'] as const)('takes the word of the %s alone after a day', (side) => {
    const lot = lotAfter(confirmHandover(acceptedLot(), side, { massKg: 9 }, context(HOUR)));

    expect(wake(lot, 32 * HOUR - 1)).toBeUndefined();
    expect(lotAfter(wake(lot, 32 * HOUR))).toMatchObject({
      status: 'collected',
      collectedMassKg: 9,
      childIds: [],
    });
  });

  it('counts a lot about which nobody said a word as not collected', () => {
    const step = wake(acceptedLot(), 32 * HOUR);

    expect(lotAfter(step)).toMatchObject({ status: 'expired', cause: 'not_collected' });
    expect(step?.toChange().slots).toMatchObject([{ recipientId: 'a', deltaKg: -10 }]);
    expect(outcomesOf(step)).toMatchObject([{ kind: 'not_collected' }]);
  });

  it('never looks at a final lot twice', () => {
    const lot = lotAfter(wake(aLot({ status: 'collected', wakeAt: iso() }), HOUR));

    expect(lot).toMatchObject({ status: 'collected', version: 2 });
    expect(lot.wakeAt).toBeUndefined();
  });

  it('does not act on a clock that went back', () => {
    const lot = lotAfter(wake(aLot(), 5 * MINUTE));

    expect(wake(lot, MINUTE)).toBeUndefined();
  });
});
