import { roundKg } from '../shared/mass.ts';
import { excludedRecipients } from './ask-matcher.ts';
import { assessForLot } from './assess-lot.ts';
import type { CascadeStep, Offer } from './lot.ts';
import { massToPlace } from './lot-mass.ts';
import { note } from './measure.ts';
import type { Surroundings } from './offer-next.ts';
import { splitOff } from './split-off.ts';
import type { Step } from './step.ts';

/**
 * A part was just offered of a lot that nobody left in the cascade can take whole. If another one of them can take all
 * the rest, it becomes a lot of its own at once, so that both are asked at the same time, not one after the other's yes.
 */
export function splitInTwo(step: Step, part: Offer, around: Surroundings): void {
  const { lot } = step;
  const wholeKg = massToPlace(lot);
  const restKg = roundKg(wholeKg - part.massKg);
  const left = lot.cascade?.candidates.slice(lot.cascade.next) ?? [];
  if (restKg <= 0 || left.some(({ massKg }) => massKg >= wholeKg)) return;
  if (!left.some((candidate) => canTake(step, candidate, restKg, around))) return;
  splitOff(step, restKg);
  const oversupplyId = step.lot.childIds.at(-1);
  note(step, { kind: 'split', cause: 'capacity', ...(oversupplyId && { oversupplyId }) });
}

function canTake(
  { lot, now }: Step,
  { recipientId, massKg }: CascadeStep,
  restKg: number,
  { policy, recipient: find }: Surroundings,
): boolean {
  const recipient = find(recipientId);
  if (!recipient || massKg < restKg || excludedRecipients(lot).includes(recipientId)) return false;
  const fit = assessForLot(lot, recipient, { massKg: restKg }, policy, now);
  return fit.kind === 'eligible' && fit.massKg >= restKg;
}
