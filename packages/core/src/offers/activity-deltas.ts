import { fadingWeight } from '../matching/activity.ts';
import type { ActivityDelta } from '../ports/lot-change.ts';
import type { Offer } from './lot.ts';

/** What a step of an offer's life adds to its recipient's activity. `at`: ms since the epoch. */

export function madeActivity(offer: Offer, maxOpenOffers: number, at: number): ActivityDelta {
  return { recipientId: offer.recipientId, openOffers: 1, maxOpenOffers, fadedOffers: fadingWeight(at) };
}

/** Silence is an offer without an answer; what was taken back before an answer counts as never offered. */
export function endedActivity(offer: Offer, status: Offer['status'], at: number): ActivityDelta {
  return {
    recipientId: offer.recipientId,
    openOffers: -1,
    ...(status === 'declined' && answered(offer, at)),
    ...(status === 'withdrawn' && { fadedOffers: -fadingWeight(Date.parse(offer.offeredAt)) }),
  };
}

/** @param open whether the offer was still open, or a late yes revives it */
export function acceptedActivity(offer: Offer, category: string, open: boolean, at: number): ActivityDelta {
  const weight = fadingWeight(at);
  return {
    recipientId: offer.recipientId,
    openOffers: open ? -1 : 0,
    lastAcceptedAt: new Date(at).toISOString(),
    category,
    fadedAcceptances: weight,
    fadedReceivedKg: offer.massKg * weight,
    ...answered(offer, at),
  };
}

/** The yes stays a yes, but nothing was received. */
export function revokedActivity(offer: Offer): ActivityDelta {
  const acceptedAt = Date.parse(offer.answeredAt ?? offer.offeredAt);
  return {
    recipientId: offer.recipientId,
    openOffers: 0,
    fadedReceivedKg: -offer.massKg * fadingWeight(acceptedAt),
  };
}

function answered(offer: Offer, at: number): Partial<ActivityDelta> {
  const minutes = Math.max(0, at - Date.parse(offer.offeredAt)) / 60_000;
  const weight = fadingWeight(at);
  return { fadedAnswers: weight, fadedResponseMinutes: minutes * weight };
}
