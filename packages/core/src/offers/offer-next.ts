import type { Policy, Recipient, UnmatchedCause } from '@sprk/contracts';
import { type Assessment, assessRecipient, type Eligible } from '../matching/eligibility.ts';
import { mayPass } from '../matching/unmatched-cause.ts';
import { askAnew } from './ask-matcher.ts';
import type { CascadeStep, Lot, Offer } from './lot.ts';
import type { Step } from './step.ts';

/** What a transition must know about the world outside the lot, loaded beforehand. */
export interface Surroundings {
  readonly policy: Policy;
  /** undefined: unknown, e.g. removed since. */
  readonly recipient: (id: string) => Recipient | undefined;
}

/** Cascades a lot may use up before a person has to look. */
const MAX_CASCADES = 3;
/** Questions to the matcher over the life of a lot, races and retries included. */
const MAX_ROUNDS = 40;
const RETRY_UNMATCHED_MS = 15 * 60_000;

/** Asks the next candidate that may still receive the lot; without one, asks the matcher anew or gives up with a cause. */
export function offerNext(step: Step, around: Surroundings): void {
  const { cascade } = step.lot;
  const candidates = cascade?.candidates ?? [];
  for (let next = cascade?.next ?? 0; next < candidates.length; next++) {
    const candidate = candidates[next];
    if (!candidate || step.lot.lostTo.includes(candidate.recipientId)) continue;
    if (cascade) step.set({ cascade: { ...cascade, next: next + 1 } });
    if (tryCandidate(step, candidate, around)) return;
    step.set({ lostTo: [...step.lot.lostTo, candidate.recipientId] });
  }
  giveUpOrAskAnew(step, around.policy);
}

function tryCandidate(step: Step, candidate: CascadeStep, around: Surroundings): boolean {
  const recipient = around.recipient(candidate.recipientId);
  if (!recipient) return false;
  const massKg = step.lot.registration.massKg;
  const assessment = assess(step.lot, recipient, massKg, around.policy, step.now);
  if (assessment.kind === 'blocked') return false;
  const fitted = { ...assessment, massKg: Math.min(assessment.massKg, candidate.massKg) };
  step.make(newOffer(step, recipient, fitted, 'cascade'), limitsOf(recipient, around.policy));
  return true;
}

/** The hard rules as the backend applies them: room and fatigue are left to the store's own conditions. */
export function assess(
  lot: Lot,
  recipient: Recipient,
  massKg: number,
  policy: Policy,
  now: number,
): Assessment {
  const declinedBefore = lot.offers.some(
    ({ recipientId, status }) =>
      recipientId === recipient.id && (status === 'declined' || status === 'expired'),
  );
  const assessment = assessRecipient({
    registration: lot.registration,
    massKg,
    recipient,
    policy,
    now,
    declinedBefore,
  });
  if (assessment.kind === 'eligible' && assessment.latestStartAt <= now) {
    return { kind: 'blocked', distanceKm: assessment.distanceKm, reasons: ['too_late'] };
  }
  return assessment;
}

export function limitsOf(recipient: Recipient, policy: Policy) {
  return { capacityKg: recipient.capacityKg, maxOpenOffers: policy.maxOpenOffers };
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
    arriveBy: new Date(Math.min(fit.slotClosesAt, Date.parse(lot.registration.collectBy))).toISOString(),
    distanceKm: fit.distanceKm,
    offeredAt: step.at,
    answerBy: new Date(answerBy).toISOString(),
  };
}

function giveUpOrAskAnew(step: Step, policy: Policy): void {
  const { lot } = step;
  const timeIsUp = Date.parse(lot.registration.collectBy) <= step.now;
  const asked = lot.offers.filter(({ status }) => status !== 'withdrawn').length;
  const mayAsk = lot.round < MAX_ROUNDS && asked < MAX_CASCADES * policy.maxAttempts;
  const somebodyWasTried = lot.lostTo.length > 0 || lot.offers.some(({ round }) => round === lot.round);
  if (timeIsUp) step.moveTo('expired', { cause: causeFromOffers(lot) ?? 'no_time_left' });
  else if (mayAsk && somebodyWasTried) askAnew(step);
  else step.unmatched(causeFromOffers(lot) ?? 'capacity');
}

/** The matcher found nobody: the lot waits for a person, or for room if that was what lacked. */
export function nobodyFound(step: Step, cause: UnmatchedCause): void {
  const { lot } = step;
  const told = cause === 'declined_by_all' ? (causeFromOffers(lot) ?? cause) : cause;
  const retryAt = step.now + RETRY_UNMATCHED_MS;
  const retry = mayPass(cause) && lot.round < MAX_ROUNDS && retryAt < Date.parse(lot.registration.collectBy);
  step.unmatched(told, retry ? new Date(retryAt).toISOString() : undefined);
}

/** undefined when nobody was asked. */
export function causeFromOffers(lot: Lot): UnmatchedCause | undefined {
  const statuses = lot.offers.map(({ status }) => status);
  if (statuses.includes('declined') || statuses.includes('expired')) return 'declined_by_all';
  return statuses.includes('timed_out') ? 'no_answer' : undefined;
}
