import { aLot, aRecipient, aRecommendation, around, context, lotAfter } from '../_fixtures.ts';
import { acceptOffer } from './accept-offer.ts';
import { applyRecommendation } from './apply-recommendation.ts';
import { acceptedOffer, type Lot, type Offer, openOffer } from './lot.ts';
import type { Step } from './step.ts';

type LotOverrides = Parameters<typeof aLot>[0];

/** A lot offered to the first of these recipients. */
export function offeredLot(
  recipientIds: readonly string[] = ['a', 'b', 'c'],
  overrides: LotOverrides = {},
): Lot {
  const lot = aLot(overrides);
  const recommendation = aRecommendation(recipientIds, { round: lot.round });
  return lotAfter(applyRecommendation(lot, recommendation, around(recipientIds), context()));
}

/** A lot accepted by `a`, whole or in part. */
export function acceptedLot(massKg?: number, overrides: LotOverrides = {}): Lot {
  const lot = offeredLot(['a', 'b', 'c'], overrides);
  const world = around(['a', 'b', 'c']);
  return lotAfter(acceptOffer(lot, open(lot), massKg, aRecipient('a'), world, context(1000)));
}

export function open(lot: Lot): Offer {
  const offer = openOffer(lot);
  if (!offer) throw new Error(`Nothing is offered: ${lot.status}.`);
  return offer;
}

export function accepted(lot: Lot): Offer {
  const offer = acceptedOffer(lot);
  if (!offer) throw new Error(`Nothing is accepted: ${lot.status}.`);
  return offer;
}

export function eventsOf(step: Step | undefined): string[] {
  return step?.toChange().events.map(({ type }) => type) ?? [];
}

export function outcomesOf(step: Step | undefined) {
  const events = step?.toChange().events ?? [];
  return events.flatMap((event) => (event.type === 'outcome.recorded' ? [event.data] : []));
}

/** Slot and activity changes in short: `a -10 kg, -1 open`. */
export function effectsOf(step: Step | undefined): string[] {
  const change = step?.toChange();
  const slots = change?.slots.map(({ recipientId, deltaKg }) => `${recipientId} ${deltaKg} kg`) ?? [];
  const activity = change?.activity.filter(({ openOffers }) => openOffers !== 0) ?? [];
  return [...slots, ...activity.map(({ recipientId, openOffers }) => `${recipientId} ${openOffers} open`)];
}
