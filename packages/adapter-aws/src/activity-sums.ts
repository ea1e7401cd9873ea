import type { ActivityDelta } from '@sprk/core';
import { FADED_FIELDS } from '@sprk/core/ports/lot-change';

const CATEGORY = 'category#';

/** What one unit adds to a recipient's activity. */
export interface ActivitySum {
  readonly recipientId: string;
  readonly openOffers: number;
  /** How many offers may be open before it. */
  readonly maxOpenBefore: number;
  readonly lastAcceptedMs: number | undefined;
  /** By name: of a field of Activity, or of a category, see categoryOf. */
  readonly faded: ReadonlyMap<string, number>;
}

/** All deltas of one recipient together: a transaction may touch an item once. */
export function activitySums(deltas: readonly ActivityDelta[]): readonly ActivitySum[] {
  const sums = new Map<string, ActivitySum>();
  for (const delta of deltas) sums.set(delta.recipientId, added(sums.get(delta.recipientId), delta));
  return [...sums.values()];
}

/** Each rise has to be within its own bound, as if it came alone. */
function added(before: ActivitySum | undefined, delta: ActivityDelta): ActivitySum {
  const { recipientId, openOffers, maxOpenOffers, lastAcceptedAt, category } = delta;
  const faded = new Map(before?.faded);
  const add = (name: string, summand: number) => faded.set(name, (faded.get(name) ?? 0) + summand);
  for (const name of FADED_FIELDS) {
    if (delta[name] !== undefined) add(name, delta[name]);
  }
  if (category !== undefined) add(`${CATEGORY}${category}`, delta.fadedAcceptances ?? 0);
  const room =
    openOffers > 0 && maxOpenOffers !== undefined ? maxOpenOffers - openOffers : Number.POSITIVE_INFINITY;
  const acceptedMs = lastAcceptedAt === undefined ? undefined : Date.parse(lastAcceptedAt);
  return {
    recipientId,
    openOffers: (before?.openOffers ?? 0) + openOffers,
    maxOpenBefore: Math.min(before?.maxOpenBefore ?? Number.POSITIVE_INFINITY, room),
    lastAcceptedMs: later(before?.lastAcceptedMs, acceptedMs),
    faded,
  };
}

function later(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.max(a, b);
}

/** The category that an attribute sums, if it is of one. */
export function categoryOf(name: string): string | undefined {
  return name.startsWith(CATEGORY) ? name.slice(CATEGORY.length) : undefined;
}
