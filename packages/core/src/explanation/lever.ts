import type { Policy } from '@sprk/contracts';
import type { Worth } from './worth-of.ts';

/** What puts an eligible recipient behind another one most, and what it would take; kg are kg-equivalents. */
export type Lever =
  | {
      readonly code: 'distance';
      readonly fartherKm: number;
      /** How much nearer it would have to be; absent: even next door would not be enough. */
      readonly nearerKm?: number;
    }
  | { readonly code: 'need'; readonly neededPercent: number }
  | { readonly code: 'fairness' }
  | { readonly code: 'room' }
  | { readonly code: 'mass'; readonly massKg: number; readonly otherKg: number }
  | { readonly code: 'acceptance'; readonly probability: number; readonly otherProbability: number }
  | { readonly code: 'trip'; readonly nearerKm: number };

/** Why `own` stands behind `other`, which was chosen. */
export function strongestLever(own: Worth, other: Worth, policy: Policy): Lever {
  const gapKg = other.utilityKg - own.utilityKg;
  const { probability } = own;
  if (gapKg <= 0) return { code: 'acceptance', probability, otherProbability: other.probability };
  const names = ['distance', 'need', 'fairness', 'room', 'mass'] as const;
  const [code] = names.toSorted((a, b) => lag(own, other, b) - lag(own, other, a));
  if (code === 'distance') return distanceLever(own, other, gapKg, policy);
  if (code === 'need') return { code, neededPercent: needed(gapKg, own.parts.need) };
  if (code === 'mass') return { code, massKg: own.massKg, otherKg: other.massKg };
  return { code: code ?? 'fairness' };
}

/** Why nobody asks it at all though the rules allow it: the way costs more than the food is worth there. */
export function tripLever({ utilityKg }: Worth, { kmCostKg }: Policy): Lever | undefined {
  return utilityKg > 0 || kmCostKg === 0 ? undefined : { code: 'trip', nearerKm: -utilityKg / kmCostKg };
}

function lag(own: Worth, other: Worth, part: keyof Worth['parts']): number {
  return other.parts[part] - own.parts[part];
}

function distanceLever(own: Worth, other: Worth, gapKg: number, { kmCostKg }: Policy): Lever {
  const nearerKm = gapKg / kmCostKg;
  const fartherKm = own.distanceKm - other.distanceKm;
  return { code: 'distance', fartherKm, ...(nearerKm < own.distanceKm && { nearerKm }) };
}

/** By how many percent a part that counts `partKg` would have to be larger. */
function needed(gapKg: number, partKg: number): number {
  return partKg > 0 ? (gapKg / partKg) * 100 : Infinity;
}
