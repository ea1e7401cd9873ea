import type { DeclineReason } from '@sprk/contracts';
import { AppError } from '../shared/errors.ts';
import type { Lot, Offer } from './lot.ts';
import { endOffer } from './offer-changes.ts';
import { offerNext, type Surroundings } from './offer-next.ts';
import { Step, type StepContext } from './step.ts';

/**
 * The recipient says no; the next one is asked in the same step. undefined: the same no came before.
 * A no after the deadline is kept as the reason, and for never asking again; the silence was learned already.
 * @throws AppError offer_no_longer_open
 */
export function declineOffer(
  lot: Lot,
  offer: Offer,
  answer: { readonly reason: DeclineReason; readonly note?: string | undefined },
  around: Surroundings,
  context: StepContext,
): Step | undefined {
  if (offer.status === 'declined') return undefined;
  const step = new Step(lot, context);
  const extra = { declineReason: answer.reason, ...(answer.note && { note: answer.note }) };
  if (offer.status === 'offered') {
    endOffer(step, offer, 'declined', 'declined', extra);
    offerNext(step, around);
    return step;
  }
  if (offer.status === 'timed_out') {
    step.keep({ ...offer, status: 'declined', answeredAt: step.at, ...extra });
    return step;
  }
  throw new AppError('offer_no_longer_open', { detail: `This offer is ${offer.status.replace('_', ' ')}.` });
}
