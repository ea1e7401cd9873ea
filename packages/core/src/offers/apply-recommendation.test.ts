import { describe, expect, it } from 'vitest';
import {
  aCandidate,
  aLot,
  aPolicy,
  aRecipient,
  aRecommendation,
  around,
  context,
  HOUR,
  iso,
  lotAfter,
  MINUTE,
} from '../_fixtures.ts';
import { effectsOf, eventsOf, offeredLot, open } from './_flow.ts';
import { applyRecommendation } from './apply-recommendation.ts';

describe('applyRecommendation', () => {
  it('offers the lot to the first candidate and keeps the rest', () => {
    const step = applyRecommendation(aLot(), aRecommendation(['a', 'b']), around(['a', 'b']), context());
    const lot = lotAfter(step);

    expect(lot).toMatchObject({
      status: 'offered',
      version: 2,
      cascade: { next: 1, weightsVersion: 'wts_1' },
    });
    expect(open(lot)).toMatchObject({
      recipientId: 'a',
      attempt: 1,
      round: 1,
      source: 'cascade',
      massKg: 10,
    });
    expect(open(lot).answerBy).toBe(iso(10 * MINUTE));
    expect(lot.wakeAt).toBe(open(lot).answerBy);
    expect(effectsOf(step)).toEqual(['a 10 kg', 'a 1 open']);
    expect(eventsOf(step)).toEqual(['offer.made']);
    expect(step?.toChange()).toMatchObject({
      counts: { matching: -1, offered: 1 },
      slots: [{ date: '2026-11-24', capacityKg: 100 }],
      activity: [{ maxOpenOffers: 5 }],
      recommendation: { round: 1 },
    });
  });

  it.each([
    ['another round', aLot({ round: 2 })],
    ['an offered lot', offeredLot()],
    ['a withdrawn lot', aLot({ status: 'withdrawn' })],
  ])('has no effect on %s', (_, lot) => {
    expect(applyRecommendation(lot, aRecommendation(['a']), around(['a']), context())).toBeUndefined();
  });

  it('never asks for an answer later than the last possible start of the drive', () => {
    const slow = aRecipient('a', { responseMinutes: 1440 });
    const lot = lotAfter(applyRecommendation(aLot(), aRecommendation(['a']), around([slow]), context()));

    expect(Date.parse(open(lot).answerBy)).toBeLessThan(Date.parse(lot.registration.collectBy) - 5 * MINUTE);
    expect(open(lot).arriveBy).toBe(lot.registration.collectBy);
  });

  it.each([
    ['unknown', around(['b']), {}],
    ['inactive', around([aRecipient('a', { active: false }), 'b']), {}],
    ['too small by now', around([aRecipient('a', { capacityKg: 9 }), 'b']), {}],
    ['full', around(['a', 'b']), { full: ['a'] }],
  ] as const)('passes over a candidate that is %s', (_, world, more) => {
    const step = applyRecommendation(aLot(), aRecommendation(['a', 'b']), world, context(0, more));

    expect(open(lotAfter(step)).recipientId).toBe('b');
    expect(lotAfter(step).lostTo).toEqual(['a']);
  });

  it('passes over a repeated candidate without asking twice', () => {
    const lot = lotAfter(
      applyRecommendation(aLot(), aRecommendation(['x', 'x', 'b']), around(['b']), context()),
    );

    expect(lot.lostTo).toEqual(['x']);
    expect(open(lot).recipientId).toBe('b');
  });

  it('offers no more than there is, whatever the candidate says', () => {
    const greedy = aRecommendation([aCandidate('a', { massKg: 500 })]);

    expect(open(lotAfter(applyRecommendation(aLot(), greedy, around(['a']), context()))).massKg).toBe(10);
  });

  it('offers a part only of a divisible lot, and never less than its smallest part', () => {
    const part = (massKg: number) => aRecommendation([aCandidate('a', { massKg })]);
    const divisible = aLot({ registration: { divisible: true, minPartKg: 3 } });
    const world = around(['a']);

    expect(open(lotAfter(applyRecommendation(divisible, part(6), world, context()))).massKg).toBe(6);
    expect(open(lotAfter(applyRecommendation(divisible, part(9), world, context()))).massKg).toBe(7);
    expect(lotAfter(applyRecommendation(divisible, part(2), world, context())).lostTo).toEqual(['a']);
    expect(lotAfter(applyRecommendation(aLot(), part(6), world, context())).lostTo).toEqual(['a']);
  });

  it('asks the matcher anew without the lost ones when all candidates are lost', () => {
    const step = applyRecommendation(aLot(), aRecommendation(['a', 'b']), around([]), context());

    expect(lotAfter(step)).toMatchObject({ status: 'matching', round: 2, asks: 1, lostTo: ['a', 'b'] });
    expect(step?.toChange().events[0]).toMatchObject({
      type: 'oversupply.rematch-requested',
      data: { round: 2, excluded: ['a', 'b'] },
    });
    expect(lotAfter(step).wakeAt).toBe(iso(30_000));
  });

  it('pauses when a matcher only repeats whom it must leave out', () => {
    const lot = aLot({ round: 2, lostTo: ['a'] });
    const step = applyRecommendation(lot, aRecommendation(['a'], { round: 2 }), around(['a']), context());

    expect(lotAfter(step)).toMatchObject({
      status: 'unmatched',
      cause: 'capacity',
      wakeAt: iso(15 * MINUTE),
    });
  });

  it('pauses when too many are lost one after the other', () => {
    const lost = Array.from({ length: 31 }, (_, i) => `r${i}`);
    const lot = aLot({ round: 9, lostTo: lost });
    const step = applyRecommendation(lot, aRecommendation(['a'], { round: 9 }), around([]), context());

    expect(lotAfter(step)).toMatchObject({
      status: 'unmatched',
      cause: 'capacity',
      wakeAt: iso(15 * MINUTE),
    });
  });

  it('says why nobody was found and comes back at the deadline at the latest', () => {
    const empty = aRecommendation([], { cause: 'cold_chain' });
    const step = applyRecommendation(aLot(), empty, around([]), context());

    expect(lotAfter(step)).toMatchObject({ status: 'unmatched', cause: 'cold_chain', wakeAt: iso(8 * HOUR) });
    expect(eventsOf(step)).toEqual(['oversupply.changed']);
  });

  it.each(['capacity', 'recipients_busy'] as const)(
    'comes back in 15 minutes when the cause is %s',
    (cause) => {
      const at = (ms: number) =>
        lotAfter(applyRecommendation(aLot(), aRecommendation([], { cause }), around([]), context(ms))).wakeAt;

      expect(at(0)).toBe(iso(15 * MINUTE));
      expect(at(7 * HOUR + 50 * MINUTE)).toBe(iso(8 * HOUR));
    },
  );

  it('takes races, not refusals, for the cause when everybody left out was lost to one', () => {
    const left = (lot: ReturnType<typeof aLot>) =>
      lotAfter(
        applyRecommendation(
          lot,
          aRecommendation([], { round: lot.round, cause: 'declined_by_all' }),
          around([]),
          context(),
        ),
      ).cause;
    const asked = offeredLot(['a']).offers.map((offer) => ({ ...offer, status: 'timed_out' as const }));

    expect(left(aLot({ round: 2, lostTo: ['a'] }))).toBe('capacity');
    expect(left(aLot({ round: 2, offers: asked }))).toBe('no_answer');
    expect(left(aLot({ refusedBy: ['a'] }))).toBe('declined_by_all');
  });

  it('has a cause even when the matcher names none', () => {
    const lot = lotAfter(applyRecommendation(aLot(), aRecommendation([]), around([]), context()));

    expect(lot.cause).toBe('no_recipient_in_range');
  });

  it.each([
    ['without candidates', aRecommendation([], { cause: 'capacity' }), 'capacity'],
    ['with candidates', aRecommendation(['a']), 'no_time_left'],
  ])('expires a lot whose deadline has passed, %s', (_, answer, cause) => {
    const step = applyRecommendation(aLot(), answer, around(['a']), context(8 * HOUR));

    expect(lotAfter(step)).toMatchObject({ status: 'expired', cause });
    expect(lotAfter(step).wakeAt).toBeUndefined();
  });

  it('blocks whoever would have to leave this very moment', () => {
    const next = aRecipient('a', { lat: 52.52, lon: 13.4, schedule: until(iso(HOUR)) });
    const lot = aLot({ registration: { collectBy: iso(2 * HOUR) } });

    expect(
      lotAfter(applyRecommendation(lot, aRecommendation(['a']), around([next]), context(HOUR))).lostTo,
    ).toEqual(['a']);
  });

  it('keeps what earlier offers were chosen by', () => {
    const first = offeredLot(['a']);
    const timedOut = first.offers.map((offer) => ({ ...offer, status: 'timed_out' as const }));
    const lot = { ...first, status: 'matching' as const, round: 2, offers: timedOut };
    const answer = aRecommendation(['b'], { round: 2, weightsVersion: 'wts_2' });
    const { cascade } = lotAfter(applyRecommendation(lot, answer, around(['b'], aPolicy()), context()));

    expect(
      cascade?.candidates.map(({ recipientId, weightsVersion }) => [recipientId, weightsVersion]),
    ).toEqual([
      ['a', 'wts_1'],
      ['b', undefined],
    ]);
    expect(cascade).toMatchObject({ next: 2, weightsVersion: 'wts_2' });
  });
});

function until(time: string) {
  const minute = (Date.parse(time) / MINUTE + 60) % 1440;
  const intervals = [{ weekday: 1, fromMinute: 0, toMinute: minute }];
  return { intervals, onHolidays: 'as_usual' as const, holidays: [] };
}
