import type { BlockReason, Registration } from '@sprk/contracts';
import { roundKg } from '../shared/mass.ts';

export const SMALLEST_PART_KG = 1;

/**
 * All of the lot, or the largest part of a divisible one, in steps of 100 g, that leaves a rest that can be offered
 * again. @param massKg still to be placed; @param freeKg room
 */
export function massThatFits(
  registration: Registration,
  massKg: number,
  freeKg: number,
): number | BlockReason {
  if (massKg <= freeKg) return massKg;
  if (!registration.divisible || freeKg <= 0) return 'capacity';
  const smallestKg = registration.minPartKg ?? SMALLEST_PART_KG;
  const largestKg = roundKg(Math.min(freeKg, massKg - smallestKg));
  if (largestKg < smallestKg) return 'part_too_small';
  return Math.max(smallestKg, Math.floor(roundKg(largestKg * 10)) / 10);
}
