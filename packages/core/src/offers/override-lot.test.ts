import { describe, expect, it } from 'vitest';
import {
  aCandidate,
  aLot,
  aRecipient,
  aRecommendation,
  around,
  context,
  HOUR,
  iso,
  lotAfter,
  MINUTE,
} from '../_fixtures.ts';
import { acceptedLot, effectsOf, eventsOf, offeredLot, open, outcomesOf } from './_flow.ts';
import { applyRecommendation } from './apply-recommendation.ts';
import { declineOffer } from './decline-offer.ts';
import type { Lot } from './lot.ts';
import { overrideLot } from './override-lot.ts';

const world = around(['a', 'b', 'c', 'd']);

function choose(lot: Lot, recipient = aRecipient('d'), reserved = 0, afterMs = MINUTE) {
  const { contributions: _, ...scored } = aCandidate(recipient.id, { probability: 1, features: [[2, 0.5]] });
  const choice = { recipient, reservedKg: () => reserved, toCandidate: () => scored };
  return overrideLot(lot, choice, world, context(afterMs));
}

describe('overrideLot', () => {
  it('offers the lot to the chosen one before the rest of the cascade', () => {
    const step = choose(offeredLot());

    expect(open(lotAfter(step))).toMatchObject({ recipientId: 'd', source: 'override', attempt: 2 });
    expect(lotAfter(step).offers[0]).toMatchObject({ recipientId: 'a', status: 'withdrawn' });
    expect(lotAfter(step).cascade?.candidates.map(({ recipientId }) => recipientId)).toEqual([
      'a',
      'd',
      'b',
      'c',
    ]);
    expect(effectsOf(step)).toEqual(['a -10 kg', 'd 10 kg', 'a -1 open', 'd 1 open']);
    expect(eventsOf(step)).toEqual(['offer.ended', 'offer.made', 'outcome.recorded']);
  });

  it('goes on with the rest of the cascade when the chosen one declines', () => {
    const lot = lotAfter(choose(offeredLot()));
    const step = declineOffer(lot, open(lot), { reason: 'other' }, world, context(HOUR / 4));

    expect(open(lotAfter(step)).recipientId).toBe('b');
    expect(outcomesOf(step)).toMatchObject([{ kind: 'declined', features: [[2, 0.5]] }]);
  });

  it('keeps what the choice teaches, without a chance that no weights gave', () => {
    const [outcome] = outcomesOf(choose(offeredLot()));

    expect(outcome).toMatchObject({ kind: 'override', recipientId: 'd', features: [[2, 0.5]] });
    expect(outcome).not.toHaveProperty('probability');
    expect(outcome).not.toHaveProperty('weightsVersion');
  });

  it('takes a candidate of the cascade out of its place', () => {
    const lot = lotAfter(choose(offeredLot(), aRecipient('c')));

    expect(lot.cascade?.candidates.map(({ recipientId }) => recipientId)).toEqual(['a', 'c', 'b']);
    expect(lot.cascade?.next).toBe(2);
  });

  it('works before the matcher has answered, whose answer is then without effect', () => {
    const lot = lotAfter(choose(aLot()));

    expect(open(lot).recipientId).toBe('d');
    expect(applyRecommendation(lot, aRecommendation(['a']), world, context(HOUR))).toBeUndefined();

    const step = declineOffer(lot, open(lot), { reason: 'other' }, world, context(2 * MINUTE));
    expect(lotAfter(step)).toMatchObject({ status: 'matching', round: 2 });
  });

  it('may ask somebody again who was silent, or lost a race, or found nobody before', () => {
    const silent = { ...open(offeredLot(['d'])), status: 'timed_out' as const };
    const lot = aLot({
      status: 'unmatched',
      cause: 'no_answer',
      offers: [silent],
      lostTo: ['d'],
      refusedBy: ['d'],
    });

    expect(open(lotAfter(choose(lot)))).toMatchObject({ recipientId: 'd', attempt: 2 });
  });

  it('offers the part of a divisible lot that fits', () => {
    const lot = aLot({ registration: { divisible: true } });

    expect(open(lotAfter(choose(lot, aRecipient('d'), 95))).massKg).toBe(5);
  });

  it('holds the hard rules', () => {
    const declined = { ...open(offeredLot(['d'])), status: 'declined' as const };

    expect(() => choose(aLot(), aRecipient('d', { active: false }))).toThrow(
      expect.objectContaining({ code: 'not_eligible', detail: expect.stringContaining('inactive') }),
    );
    expect(() => choose(aLot({ offers: [declined] }))).toThrow('declined_before');
    expect(() => choose(aLot(), aRecipient('d'), 95)).toThrow(
      expect.objectContaining({ code: 'capacity_exceeded' }),
    );
    expect(() => choose(aLot(), aRecipient('d'), 0, 8 * HOUR)).toThrow('too_late');
  });

  it('refuses whoever is being asked, and a lot that is assigned', () => {
    expect(() => choose(offeredLot(['d']))).toThrow('is being asked right now');
    expect(() => choose(acceptedLot())).toThrow('there is nothing left to assign');
    expect(() => choose(aLot({ status: 'expired', wakeAt: iso() }))).toThrow('This lot is expired');
  });
});
