import type { DomainEvent } from '@sprk/contracts';
import type { CountDelta } from '@sprk/core';

/** Changes of the totals that the page log keeps: core's counters, and how many partners there are. */
export type TotalsDelta = CountDelta & Readonly<Partial<Record<'suppliers' | 'recipients', number>>>;

/** What a unit of work tells the rest of the system: the part that goes through the outbox into the page log. */
export interface Effects {
  readonly events: readonly DomainEvent[];
  /** Keys of directory entries that the unit changed, see directory-key.ts. */
  readonly touched: readonly string[];
  readonly counts: TotalsDelta;
}

export const NO_EFFECTS: Effects = { events: [], touched: [], counts: {} };

export function isEmpty({ events, touched, counts }: Effects): boolean {
  return events.length === 0 && touched.length === 0 && Object.keys(counts).length === 0;
}
