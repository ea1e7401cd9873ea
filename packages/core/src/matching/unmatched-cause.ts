import type { BlockReason, UnmatchedCause } from '@sprk/contracts';

/** Obstacles that concern this lot, from the most hopeless to the one nearest to a yes. */
const OBSTACLES: readonly (readonly [BlockReason, UnmatchedCause])[] = [
  ['category', 'no_recipient_for_category'],
  ['cold_chain', 'cold_chain'],
  ['allergen', 'allergens'],
  ['use_by_passed', 'past_date'],
  ['best_before_passed', 'past_date'],
  ['too_late', 'no_time_left'],
  ['closed', 'no_open_recipient'],
  ['part_too_small', 'capacity'],
  ['capacity', 'capacity'],
  ['declined_before', 'declined_by_all'],
  ['fatigue', 'recipients_busy'],
];
const rankByReason = new Map(OBSTACLES.map(([reason], rank) => [reason, rank]));

/** Nobody in range at all. */
export const NOBODY = -1;

/**
 * How near a blocked recipient was to taking the lot: the rank of its most hopeless obstacle;
 * NOBODY for one that is out of range, inactive or unverified.
 */
export function nearness(reasons: readonly BlockReason[]): number {
  const ranks = reasons.map((reason) => rankByReason.get(reason) ?? NOBODY);
  return ranks.length > 0 ? Math.min(...ranks) : NOBODY;
}

/** Why a cascade is empty, from the recipient nearest to a yes. @param nearest largest `nearness` seen */
export function unmatchedCause(nearest: number): UnmatchedCause {
  return OBSTACLES[nearest]?.[1] ?? 'no_recipient_in_range';
}

/** Causes that time may mend: worth another question later. */
export function mayPass(cause: UnmatchedCause): boolean {
  return cause === 'capacity' || cause === 'recipients_busy';
}
