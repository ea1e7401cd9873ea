import type { Activity, AuditEntry, Recipient, SlotUsage } from '@sprk/contracts';
import type { Eligible } from '../matching/eligibility.ts';
import { featureRow } from '../matching/features.ts';
import type { RecipientLedger } from '../ports/recipient-views.ts';
import { AppError } from '../shared/errors.ts';
import { assessForLot } from './assess-lot.ts';
import type { CascadeStep, Lot } from './lot.ts';
import { massToPlace } from './lot-mass.ts';
import { overrideLot } from './override-lot.ts';
import { type Changed, runStep, type StepDeps } from './run-step.ts';

export type OverrideDeps = StepDeps & { readonly ledger: RecipientLedger };

/** An operator chooses; what the matcher would have seen of the chosen one is kept for learning. */
export async function override(
  deps: OverrideDeps,
  id: string,
  recipientId: string,
  audit: AuditEntry,
): Changed {
  const [recipient, [activity]] = await Promise.all([
    deps.recipients.find(recipientId),
    deps.ledger.activity([recipientId]),
  ]);
  if (!recipient || !activity) {
    throw new AppError('validation_failed', {
      errors: [{ path: 'recipientId', message: 'there is no such recipient' }],
    });
  }
  const held = await heldOnArrival(deps, id, recipient);
  const reservedKg = (date: string) => held.find((slot) => slot.date === date)?.reservedKg ?? 0;
  return await runStep(deps, id, () => ({
    recipientIds: [],
    whenFull: 'refuse',
    decide: (lot, around, context) => {
      const toCandidate = (fit: Eligible) => candidateOf(lot, recipient, fit, activity, context.now);
      const step = overrideLot(lot, { recipient, reservedKg, toCandidate }, around, context);
      step.audit(audit);
      return step;
    },
  }));
}

/** What is held on the day the food would arrive; a moment old, so the store's own condition still decides. */
async function heldOnArrival(
  deps: OverrideDeps,
  id: string,
  recipient: Recipient,
): Promise<readonly SlotUsage[]> {
  const [lot, policy] = await Promise.all([deps.lots.find(id), deps.policy.current()]);
  if (!lot) throw new AppError('not_found');
  const fit = assessForLot(lot, recipient, { massKg: massToPlace(lot) }, policy, deps.clock.now());
  if (fit.kind === 'blocked') return [];
  return await deps.ledger.slots([{ recipientId: recipient.id, date: fit.slotDate }]);
}

function candidateOf(
  { registration }: Lot,
  recipient: Recipient,
  fit: Eligible,
  activity: Activity,
  now: number,
): CascadeStep {
  const features = featureRow(registration, recipient, fit, activity, now);
  return { recipientId: recipient.id, probability: 1, utility: fit.massKg, massKg: fit.massKg, features };
}
