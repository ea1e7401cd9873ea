import type { Policy } from '@sprk/contracts';
import { withReach } from '../matching/city.ts';
import { widestKm } from '../policy/widening.ts';
import type { Lot } from './lot.ts';

/**
 * The policy as it holds for this lot: with the distance its search was widened to, as far as the policy still allows
 * that. All other rules stay.
 */
export function policyForLot({ reachKm }: Lot, policy: Policy): Policy {
  if (reachKm === undefined) return policy;
  return withReach(policy, Math.max(policy.maxDistanceKm, Math.min(reachKm, widestKm(policy))));
}

/** The policy as it holds for the hub: as far as any search may be widened. */
export function policyForHub(policy: Policy): Policy {
  return withReach(policy, widestKm(policy));
}
