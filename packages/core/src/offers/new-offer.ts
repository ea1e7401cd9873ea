import type { Policy, Recipient } from '@sprk/contracts';
import type { Eligible } from '../matching/eligibility.ts';
import type { Lot, Offer } from './lot.ts';
import type { Limits } from './offer-changes.ts';
import type { Step } from './step.ts';

export function limitsOf({ capacityKg }: Recipient, { maxOpenOffers }: Policy): Limits {
  return { capacityKg, maxOpenOffers };
}

export function newOffer(step: Step, recipient: Recipient, fit: Eligible, source: Offer['source']): Offer {
  const { lot } = step;
  const answerBy = Math.min(step.now + recipient.responseMinutes * 60_000, fit.latestStartAt);
  return {
    id: step.newId('off'),
    oversupplyId: lot.id,
    supplierId: lot.registration.supplierId,
    recipientId: recipient.id,
    attempt: lot.offers.length + 1,
    round: lot.round,
    source,
    status: 'offered',
    massKg: fit.massKg,
    slotDate: fit.slotDate,
    arriveBy: arriveBy(lot, fit),
    distanceKm: fit.distanceKm,
    offeredAt: step.at,
    answerBy: new Date(answerBy).toISOString(),
  };
}

/** The doors close, or the supplier wants it gone. */
export function arriveBy({ registration }: Lot, { slotClosesAt }: Eligible): string {
  return new Date(Math.min(slotClosesAt, Date.parse(registration.collectBy))).toISOString();
}
