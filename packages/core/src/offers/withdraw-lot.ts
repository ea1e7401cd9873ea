import { AppError } from '../shared/errors.ts';
import { acceptedOffer, type Lot, openOffer } from './lot.ts';
import { endOffer, revokeOffer } from './offer-changes.ts';
import { Step, type StepContext } from './step.ts';

/**
 * The supplier takes the lot back: allowed until it is handed over. Whoever holds it is told and gets the room back.
 * undefined: withdrawn already. @throws AppError state_conflict
 */
export function withdrawLot(lot: Lot, reason: string, context: StepContext): Step | undefined {
  if (lot.status === 'withdrawn') return undefined;
  if (lot.status === 'collected' || lot.status === 'expired') {
    throw new AppError('state_conflict', {
      detail: `This lot is ${lot.status} and can no longer be withdrawn.`,
    });
  }
  const step = new Step(lot, context);
  const open = openOffer(lot);
  const accepted = acceptedOffer(lot);
  if (open) endOffer(step, open, 'withdrawn', 'withdrawn');
  if (accepted) revokeOffer(step, accepted, 'withdrawn', 'withdrawn');
  step.moveTo('withdrawn', { cause: 'withdrawn', withdrawReason: reason });
  return step;
}
