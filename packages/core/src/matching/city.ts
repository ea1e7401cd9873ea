import type { Activity, Policy, Recipient } from '@sprk/contracts';

/** The matcher's view of a city. Lookups by recipient id; kg and counts may be a moment old. */
export interface City {
  readonly policy: Policy;
  /** Recipients that could be in range of the place, nearest first. */
  recipientsNear(place: { readonly lat: number; readonly lon: number }): Iterable<Recipient>;
  reservedKg(recipientId: string, date: string): number;
  activity(recipientId: string): Activity;
  /** Over active recipients; at least a tiny positive number. */
  readonly meanNeed: number;
  readonly meanReceivedShare: (now: number) => number;
}
