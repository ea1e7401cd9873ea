import type { Activity, Policy, Recipient } from '@sprk/contracts';

/** The matcher's view of a city. Lookups by recipient id; kg and counts may be a moment old. */
export interface City {
  readonly policy: Policy;
  /** Recipients that could be in range of the place, nearest first. @param maxDistanceKm in place of the policy's */
  recipientsNear(
    place: { readonly lat: number; readonly lon: number },
    maxDistanceKm?: number,
  ): Iterable<Recipient>;
  reservedKg(recipientId: string, date: string): number;
  activity(recipientId: string): Activity;
  /** Means are over active recipients; those of need and claim are at least a tiny positive number. */
  readonly meanNeed: number;
  readonly meanReceivedShare: (now: number) => number;
  /** Of need times capacity. */
  readonly meanClaim: number;
}

/** The policy as one search has to see it. @param maxDistanceKm in place of its own, if the search was widened */
export function withReach(policy: Policy, maxDistanceKm: number | undefined): Policy {
  return maxDistanceKm === undefined ? policy : { ...policy, maxDistanceKm };
}

/** The same city, looked at as far as `maxDistanceKm`. */
export function cityWithReach(city: City, maxDistanceKm: number | undefined): City {
  if (maxDistanceKm === undefined) return city;
  return {
    policy: withReach(city.policy, maxDistanceKm),
    recipientsNear: (place) => city.recipientsNear(place, maxDistanceKm),
    reservedKg: (recipientId, date) => city.reservedKg(recipientId, date),
    activity: (recipientId) => city.activity(recipientId),
    meanNeed: city.meanNeed,
    meanReceivedShare: (now) => city.meanReceivedShare(now),
    meanClaim: city.meanClaim,
  };
}
