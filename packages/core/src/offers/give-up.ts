import type { UnmatchedCause } from '@sprk/contracts';
import { mayPass } from '../matching/unmatched-cause.ts';
import { askedOffers } from './ask-matcher.ts';
import type { Lot } from './lot.ts';
import type { Step } from './step.ts';

/** Cascades a lot may use up before a person has to look. */
const MAX_CASCADES = 3;
const RETRY_UNMATCHED_MS = 15 * 60_000;

/** Whether the lot has been through as many cascades as it may. */
export function isExhausted(lot: Lot): boolean {
  const asked = askedOffers(lot).filter(({ source }) => source === 'cascade');
  return new Set(asked.map(({ round }) => round)).size >= MAX_CASCADES;
}

/** undefined when nobody was asked. */
export function causeFromOffers(lot: Lot): UnmatchedCause | undefined {
  const statuses = askedOffers(lot).map(({ status }) => status);
  if (statuses.length === 0) return undefined;
  if (statuses.includes('timed_out')) return 'no_answer';
  return statuses.includes('declined') ? 'declined_by_all' : 'not_collected';
}

/**
 * Nobody is left to ask: the lot waits for a person, for a late yes, or, where time may mend the cause, for the next
 * question; at the latest its deadline is due.
 */
export function giveUp(step: Step, cause: UnmatchedCause): void {
  if (step.isTooLate) expire(step, cause);
  else pause(step, cause);
}

function pause(step: Step, cause: UnmatchedCause): void {
  const retryAt = mayPass(cause) && !isExhausted(step.lot) ? step.now + RETRY_UNMATCHED_MS : Infinity;
  const wakeAt = Math.min(retryAt, Date.parse(step.lot.registration.collectBy));
  step.moveTo('unmatched', { cause, wakeAt: new Date(wakeAt).toISOString() });
}

export function expire(step: Step, cause: UnmatchedCause): void {
  step.moveTo('expired', { cause });
}
