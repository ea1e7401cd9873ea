import type { UnmatchedCause } from '@sprk/contracts';
import { nextReachKm } from '../policy/widening.ts';
import { askAnew, excludedRecipients } from './ask-matcher.ts';
import { assessForHub } from './assess-lot.ts';
import { giveUp, isExhausted } from './give-up.ts';
import { massToPlace } from './lot-mass.ts';
import { note } from './measure.ts';
import { limitsOf, newOffer } from './new-offer.ts';
import { makeOffer } from './offer-changes.ts';
import type { Surroundings } from './offer-next.ts';
import type { Step } from './step.ts';

/**
 * A cascade that is empty or used up: the search reaches farther, then the hub is asked, then it is up to a person.
 * Each of these is kept with its cause.
 */
export function escalate(step: Step, cause: UnmatchedCause, around: Surroundings): void {
  if (step.isTooLate) giveUp(step, cause);
  else if (!widen(step, cause, around) && !askHub(step, cause, around)) leaveToOperator(step, cause);
}

function widen(step: Step, cause: UnmatchedCause, { policy }: Surroundings): boolean {
  const { reachKm = policy.maxDistanceKm, lostTo } = step.lot;
  const widerKm = nextReachKm(reachKm, policy);
  if (widerKm === undefined || isExhausted(step.lot)) return false;
  step.set({ reachKm: widerKm });
  note(step, { kind: 'widened', cause, maxDistanceKm: widerKm });
  askAnew(step, lostTo);
  return true;
}

function askHub(step: Step, cause: UnmatchedCause, { policy, recipient }: Surroundings): boolean {
  const hub = policy.hubRecipientId === undefined ? undefined : recipient(policy.hubRecipientId);
  if (!hub || step.hasNoRoom(hub.id) || excludedRecipients(step.lot).includes(hub.id)) return false;
  const fit = assessForHub(step.lot, hub, { massKg: massToPlace(step.lot) }, policy, step.now);
  if (fit.kind === 'blocked') return false;
  note(step, { kind: 'hub', cause, recipientId: hub.id });
  makeOffer(step, newOffer(step, hub, fit, 'hub'), limitsOf(hub, policy));
  return true;
}

/** Told once per cause: a lot that is tried again every quarter of an hour would grow a list of the same. */
function leaveToOperator(step: Step, cause: UnmatchedCause): void {
  const last = step.lot.measures?.at(-1);
  if (last?.kind !== 'operator' || last.cause !== cause) note(step, { kind: 'operator', cause });
  giveUp(step, cause);
}
