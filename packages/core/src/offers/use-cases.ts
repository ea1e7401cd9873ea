import type { AuditEntry, DeclineReason, Recommendation } from '@sprk/contracts';
import { AppError } from '../shared/errors.ts';
import { acceptOffer } from './accept-offer.ts';
import { applyRecommendation } from './apply-recommendation.ts';
import { confirmHandover, type Side } from './confirm-handover.ts';
import { declineOffer } from './decline-offer.ts';
import type { Lot, Offer } from './lot.ts';
import { type Changed, nextInCascade, runStep, type StepDeps } from './run-step.ts';
import { wakeLot } from './wake-lot.ts';
import { withdrawLot } from './withdraw-lot.ts';

/** The matcher's answer; applied once however often it comes. `changed` false: stale. */
export function receiveRecommendation(deps: StepDeps, recommendation: Recommendation): Changed {
  return runStep(deps, recommendation.oversupplyId, () => ({
    recipientIds: recommendation.candidates.map(({ recipientId }) => recipientId),
    decide: (lot, around, context) => applyRecommendation(lot, recommendation, around, context),
    traceparent: recommendation.traceparent,
  }));
}

export async function answerYes(deps: StepDeps, offer: Offer, massKg: number | undefined): Changed {
  const recipient = await deps.recipients.find(offer.recipientId);
  if (!recipient) throw new AppError('not_found');
  return await runStep(deps, offer.oversupplyId, () => ({
    recipientIds: [],
    whenFull: 'refuse',
    decide: (lot, around, context) =>
      acceptOffer(lot, currentOffer(lot, offer.id), massKg, recipient, around, context),
  }));
}

export function answerNo(
  deps: StepDeps,
  offer: Offer,
  answer: { readonly reason: DeclineReason; readonly note?: string | undefined },
): Changed {
  return runStep(deps, offer.oversupplyId, (lot) => ({
    recipientIds: nextInCascade(lot),
    decide: (current, around, context) =>
      declineOffer(current, currentOffer(current, offer.id), answer, around, context),
  }));
}

export function wake(deps: StepDeps, id: string): Changed {
  return runStep(deps, id, (lot) => ({
    recipientIds: nextInCascade(lot),
    decide: (current, around, context) => wakeLot(current, around, context),
  }));
}

export function withdraw(deps: StepDeps, id: string, reason: string, audit?: AuditEntry): Changed {
  return runStep(deps, id, () => ({
    recipientIds: [],
    decide: (lot, _around, context) => {
      const step = withdrawLot(lot, reason, context);
      if (audit) step?.audit(audit);
      return step;
    },
  }));
}

export function handOver(
  deps: StepDeps,
  id: string,
  side: Side,
  said: { readonly massKg: number; readonly temperatureC?: number | undefined },
): Changed {
  return runStep(deps, id, () => ({
    recipientIds: [],
    decide: (lot, _around, context) => confirmHandover(lot, side, said, context),
  }));
}

function currentOffer(lot: Lot, offerId: string): Offer {
  const offer = lot.offers.find(({ id }) => id === offerId);
  if (!offer) throw new AppError('not_found');
  return offer;
}
