import type { Policy, Recipient } from '@sprk/contracts';
import { type Assessment, assessRecipient } from '../matching/eligibility.ts';
import type { Lot } from './lot.ts';
import { policyForHub, policyForLot } from './reach.ts';

/** Who said no to this lot, or did not come for it, does not get it. Silence is not a no. */
const REFUSED: readonly string[] = ['declined', 'expired'];

export interface RoomQuestion {
  /** What to place; at most what is left of the lot; kg. */
  readonly massKg: number;
  /** No more than this can be offered, kg. (Default: no limit but the recipient's capacity) */
  readonly atMostKg?: number;
  /** kg held on a day; leave out where the store's own condition decides. */
  readonly reservedKg?: (date: string) => number;
}

/** The hard rules as the backend applies them: open offers are left to the store's own condition. */
export function assessForLot(
  lot: Lot,
  recipient: Recipient,
  room: RoomQuestion,
  policy: Policy,
  now: number,
): Assessment {
  return assess(lot, recipient, room, policyForLot(lot, policy), now);
}

/** The same rules for the hub, from as far as any search may be widened. */
export function assessForHub(
  lot: Lot,
  hub: Recipient,
  room: RoomQuestion,
  policy: Policy,
  now: number,
): Assessment {
  return assess(lot, hub, room, policyForHub(policy), now);
}

function assess(lot: Lot, recipient: Recipient, room: RoomQuestion, policy: Policy, now: number): Assessment {
  const declinedBefore = lot.offers.some(
    ({ recipientId, status }) => recipientId === recipient.id && REFUSED.includes(status),
  );
  const { registration } = lot;
  const assessment = assessRecipient({ registration, recipient, policy, now, declinedBefore, ...room });
  // Whoever would have to leave this very moment has no time to answer.
  if (assessment.kind === 'eligible' && Math.floor(assessment.latestStartAt) <= now) {
    return { kind: 'blocked', distanceKm: assessment.distanceKm, reasons: ['too_late'] };
  }
  return assessment;
}
