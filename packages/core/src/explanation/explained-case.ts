import type { Activity, Candidate, Means, Policy, Recipient, Registration } from '@sprk/contracts';
import type { AcceptanceModel } from '../matching/acceptance-model.ts';
import { type Assessment, assessRecipient } from '../matching/eligibility.ts';

/** One recipient and one lot, with all that is known about why they came together or not. */
export interface ExplainedCase {
  /** For what is still in the lot. */
  readonly registration: Registration;
  /** As it holds for this lot. */
  readonly policy: Policy;
  /** When matching looked at it, ms. */
  readonly at: number;
  readonly recipient: Recipient;
  /** As known now. */
  readonly activity: Activity;
  /** kg held on a local opening day, as known now. */
  readonly reservedKg: (date: string) => number;
  /** Must not be asked about this lot any more. */
  readonly declinedBefore: boolean;
  /** How matching ranked it, if it is in the cascade. */
  readonly candidate?: Candidate | undefined;
  /** What candidates were measured against; absent in old recommendations. */
  readonly means?: Means | undefined;
  readonly model?: AcceptanceModel | undefined;
}

/**
 * The rules as matching applied them to one that it put into the cascade: what has happened to the lot and to the
 * recipient's room since does not count.
 */
export function assessCandidate(one: ExplainedCase): Assessment {
  const { candidate } = one;
  if (!candidate) return assessCase(one);
  const { registration, policy, recipient, at: now } = one;
  const room = { massKg: registration.massKg, atMostKg: candidate.massKg };
  return assessRecipient({ registration, policy, recipient, now, ...room, declinedBefore: false });
}

/** The hard rules as matching applied them, on the facts as they are known now. */
export function assessCase(one: ExplainedCase): Assessment {
  const { registration, policy, recipient, at: now, declinedBefore, reservedKg } = one;
  const question = { registration, massKg: registration.massKg, recipient, policy, now, declinedBefore };
  return assessRecipient({ ...question, reservedKg, openOffers: one.activity.openOffers });
}
