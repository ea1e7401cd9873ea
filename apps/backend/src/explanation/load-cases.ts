import type { Activity, Policy, Recipient, Recommendation } from '@sprk/contracts';
import {
  type AcceptanceModel,
  deliverySlot,
  type ExplainedCase,
  excludedRecipients,
  type Lot,
  type Ports,
  policyForLot,
  registrationOfRest,
} from '@sprk/core';

export interface ExplainedLot {
  readonly lot: Lot;
  /** The one to explain; absent: matching has not answered so far. */
  readonly recommendation: Recommendation | undefined;
  readonly policy: Policy;
  readonly model: AcceptanceModel | undefined;
  /** ms; matching's own moment comes first. */
  readonly now: number;
}

/** What there is to know about these recipients and the lot; those that are unknown are left out. */
export async function loadCases(
  { recipients, ledger }: Pick<Ports, 'recipients' | 'ledger'>,
  about: ExplainedLot,
  recipientIds: readonly string[],
): Promise<ReadonlyMap<string, ExplainedCase>> {
  const ids = [...new Set(recipientIds)];
  const [activities, ...found] = await Promise.all([
    ledger.activity(ids),
    ...ids.map((id) => recipients.find(id)),
  ]);
  const known = found.filter((recipient) => recipient !== undefined);
  const activityOf = new Map(activities.map((activity) => [activity.recipientId, activity]));
  const cases = known.flatMap((recipient) => {
    const activity = activityOf.get(recipient.id);
    return activity ? [caseOf(about, recipient, activity)] : [];
  });
  const keys = cases.flatMap((one) => {
    const date = deliverySlot(one)?.date;
    return date === undefined ? [] : [{ recipientId: one.recipient.id, date }];
  });
  const held = new Map(
    (await ledger.slots(keys)).map((slot) => [`${slot.recipientId} ${slot.date}`, slot.reservedKg]),
  );
  return new Map(
    cases.map((one) => {
      const reservedKg = (date: string) => held.get(`${one.recipient.id} ${date}`) ?? 0;
      return [one.recipient.id, { ...one, reservedKg }];
    }),
  );
}

function caseOf(
  { lot, recommendation, policy, model, now }: ExplainedLot,
  recipient: Recipient,
  activity: Activity,
): ExplainedCase {
  return {
    registration: registrationOfRest(lot),
    policy: policyForLot(lot, policy),
    at: recommendation ? Date.parse(recommendation.computedAt) : now,
    recipient,
    activity,
    reservedKg: () => 0,
    declinedBefore: excludedRecipients(lot).includes(recipient.id),
    candidate: recommendation?.candidates.find(({ recipientId }) => recipientId === recipient.id),
    means: recommendation?.means,
    model,
  };
}
