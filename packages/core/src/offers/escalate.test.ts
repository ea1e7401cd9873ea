import type { Policy } from '@sprk/contracts';
import { describe, expect, it } from 'vitest';
import { aLot, aPolicy, aRecipient, aRecommendation, around, context, lotAfter } from '../_fixtures.ts';
import { eventsOf, offeredLot, open } from './_flow.ts';
import { applyRecommendation } from './apply-recommendation.ts';
import { declineOffer } from './decline-offer.ts';
import type { Lot } from './lot.ts';

const hub = aRecipient('hub', { lat: 52.62, maxDistanceKm: 50 });
const widening = { factor: 2, maxDistanceKm: 30 };

/** The matcher found nobody, under this policy. */
function nobody(lot: Lot, policy: Partial<Policy>, recipients = [hub]) {
  const answer = aRecommendation([], { round: lot.round, cause: 'no_recipient_in_range' });
  return applyRecommendation(lot, answer, around(recipients, aPolicy(policy)), context());
}

describe('an empty cascade', () => {
  it('widens the search step by step, as far as the policy allows', () => {
    const first = nobody(aLot(), { widening });
    const once = lotAfter(first);
    const twice = lotAfter(nobody(once, { widening }));
    const given = lotAfter(nobody(twice, { widening }));

    expect([once.reachKm, twice.reachKm]).toEqual([24, 30]);
    expect(first?.toChange().events.at(-1)).toMatchObject({
      type: 'oversupply.rematch-requested',
      data: { round: 2, maxDistanceKm: 24 },
    });
    expect(given).toMatchObject({ status: 'unmatched', cause: 'no_recipient_in_range' });
    expect(given.measures?.map(({ kind, cause }) => `${kind} ${cause}`)).toEqual([
      'widened no_recipient_in_range',
      'widened no_recipient_in_range',
      'operator no_recipient_in_range',
    ]);
  });

  it('goes to the hub when the search went as far as it may', () => {
    const step = nobody(aLot(), { hubRecipientId: 'hub' });
    const lot = lotAfter(step);

    expect(open(lot)).toMatchObject({ recipientId: 'hub', source: 'hub', massKg: 10 });
    expect(lot.measures).toMatchObject([{ kind: 'hub', cause: 'no_recipient_in_range', recipientId: 'hub' }]);
    expect(eventsOf(step)).toContain('offer.made');
  });

  it('never asks a hub that the rules exclude, or that has no room', () => {
    const cannot = [
      { ...hub, active: false },
      { ...hub, categories: ['dairy' as const] },
      { ...hub, capacityKg: 5 },
      { ...hub, maxDistanceKm: 3 },
    ];
    for (const one of cannot) {
      expect(lotAfter(nobody(aLot(), { hubRecipientId: 'hub' }, [one])).status).toBe('unmatched');
    }
    const answer = aRecommendation([], { cause: 'capacity' });
    const full = context(0, { full: ['hub'] });
    const world = around([hub], aPolicy({ hubRecipientId: 'hub' }));
    expect(lotAfter(applyRecommendation(aLot(), answer, world, full)).cause).toBe('capacity');
  });

  it('is left to the operator when the hub says no, with the cause', () => {
    const policy = { hubRecipientId: 'hub' };
    const asked = lotAfter(nobody(aLot(), policy));
    const world = around([hub], aPolicy(policy));
    const refused = lotAfter(declineOffer(asked, open(asked), { reason: 'other' }, world, context(1000)));
    const lot = lotAfter(nobody(refused, policy));

    expect(lot).toMatchObject({ status: 'unmatched', cause: 'no_recipient_in_range' });
    expect(lot.measures?.map(({ kind }) => kind)).toEqual(['hub', 'operator']);
  });

  it('tells the operator once, however often the same is tried again', () => {
    const answer = (lot: Lot) => aRecommendation([], { round: lot.round, cause: 'capacity' });
    const once = lotAfter(applyRecommendation(aLot(), answer(aLot()), around([]), context()));
    const again = { ...once, status: 'matching' as const };
    const twice = lotAfter(applyRecommendation(again, answer(again), around([]), context()));

    expect(twice.measures).toHaveLength(1);
  });

  it('asks the hub when all cascades are used up, too', () => {
    const policy = aPolicy({ hubRecipientId: 'hub', maxOpenOffers: 5 });
    let lot = offeredLot(['a']);
    for (const [turn, id] of ['b', 'c', 'x'].entries()) {
      const world = around(['a', 'b', 'c', hub], policy);
      lot = lotAfter(declineOffer(lot, open(lot), { reason: 'other' }, world, context(1000 + turn)));
      if (lot.status !== 'matching') break;
      const answer = aRecommendation([id], { round: lot.round });
      lot = lotAfter(applyRecommendation(lot, answer, world, context(1000 + turn)));
    }

    expect(open(lot)).toMatchObject({ recipientId: 'hub', attempt: 4 });
    expect(lot.measures).toMatchObject([{ kind: 'hub', cause: 'declined_by_all' }]);
  });
});
