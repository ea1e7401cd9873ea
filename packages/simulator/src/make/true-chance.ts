import { sigmoid } from '@sprk/numerics';
import { normalFrom } from '../draw.ts';
import { hashUnit } from '../seeded-random.ts';
import type { LotOption } from '../world/lot-options.ts';
import type { WorldLot } from '../world/world.ts';
import type { MakeOptions } from './make-options.ts';

/** @param recentLots posted in reach of the recipient in the 24 hours before */
export type TrueChanceModel = (lot: WorldLot, option: LotOption, recentLots: number) => number;

/**
 * Modelled, never anybody's real answers. Every recipient has a willingness and a taste per category; long ways,
 * large lots, late deliveries and many recent lots are refused more often. About four in ten would say yes.
 */
export function createTrueChance({ seed, driftDay, fatigue }: MakeOptions): TrueChanceModel {
  const trait = (key: string) => normalFrom(hashUnit(seed, `${key}|a`), hashUnit(seed, `${key}|b`));
  const willingness = (id: string, isLate: boolean) =>
    isLate ? Math.SQRT1_2 * (trait(id) + trait(`${id}|later`)) : trait(id);
  return (lot, { recipient, distanceKm, startAt }, recentLots) => {
    const isLate = driftDay !== undefined && lot.at >= driftDay * 24;
    const score =
      1.3 +
      0.8 * willingness(recipient.id, isLate) +
      0.6 * trait(`${recipient.id}|${lot.category}`) -
      0.15 * distanceKm -
      (1.0 * lot.massKg) / recipient.capacityKg -
      (0.2 * (startAt - lot.at)) / 24 -
      fatigue * recentLots;
    return Math.min(0.98, Math.max(0.02, sigmoid(score)));
  };
}
