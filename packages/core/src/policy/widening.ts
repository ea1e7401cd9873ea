import type { Policy } from '@sprk/contracts';

/** How far any search may reach, km. */
export function widestKm({ maxDistanceKm, widening }: Policy): number {
  return Math.max(maxDistanceKm, widening?.maxDistanceKm ?? 0);
}

/** How far the search reaches after one that went `reachKm` and found nobody; undefined: no farther. */
export function nextReachKm(reachKm: number, policy: Policy): number | undefined {
  if (!policy.widening || reachKm >= widestKm(policy)) return undefined;
  return Math.min(reachKm * policy.widening.factor, policy.widening.maxDistanceKm);
}
