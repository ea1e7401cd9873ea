import type { Activity, Blocked, MatchRequest, Recipient } from '@sprk/contracts';
import type { City } from './city.ts';
import { type AssessmentFrame, assessInFrame, type Eligible } from './eligibility.ts';
import { NOBODY, nearness } from './unmatched-cause.ts';

const MAX_BLOCKED_LISTED = 50;

/** A recipient that may be asked. */
export interface Option {
  readonly recipient: Recipient;
  readonly assessment: Eligible;
  readonly activity: Activity;
}

export interface Sifted {
  readonly options: readonly Option[];
  /** The nearest ones. */
  readonly blocked: Blocked[];
  readonly blockedCounts: Record<string, number>;
  /** Largest `nearness` of the blocked. */
  readonly nearest: number;
}

/** Splits everybody in range into those the rules allow and those they block, with the reasons. */
export function sift(request: MatchRequest, city: City, now: number): Sifted {
  const frame = frameOf(request, city, now);
  const excluded = new Set(request.excluded);
  const options: Option[] = [];
  const blocked: Blocked[] = [];
  const blockedCounts: Record<string, number> = {};
  let nearest = NOBODY;
  for (const recipient of city.recipientsNear(request.registration.origin)) {
    const activity = city.activity(recipient.id);
    const assessment = assessInFrame(frame, recipient, excluded.has(recipient.id), activity.openOffers);
    if (assessment.kind === 'eligible') {
      options.push({ recipient, assessment, activity });
      continue;
    }
    const { reasons } = assessment;
    if (blocked.length < MAX_BLOCKED_LISTED) {
      blocked.push({ recipientId: recipient.id, reasons: [...reasons] });
    }
    for (const reason of reasons) blockedCounts[reason] = (blockedCounts[reason] ?? 0) + 1;
    nearest = Math.max(nearest, nearness(reasons));
  }
  return { options, blocked, blockedCounts, nearest };
}

function frameOf({ registration }: MatchRequest, city: City, now: number): AssessmentFrame {
  return {
    registration,
    massKg: registration.massKg,
    atMostKg: Infinity,
    policy: city.policy,
    startAt: Math.max(now, Date.parse(registration.readyAt)),
    deadlineAt: Date.parse(registration.collectBy),
    reservedKg: (recipientId, date) => city.reservedKg(recipientId, date),
  };
}
