import type { Policy } from '@sprk/contracts';
import { haversineKm } from '@sprk/numerics';

export interface Place {
  readonly lat: number;
  readonly lon: number;
}

/** Road km as the policy estimates them: great circle times `kmFactor`. */
export function roadKm(from: Place, to: Place, policy: Policy): number {
  return haversineKm(from.lat, from.lon, to.lat, to.lon) * policy.kmFactor;
}

export function travelMs(distanceKm: number, policy: Policy): number {
  return (distanceKm / policy.kmPerHour) * 3_600_000;
}
