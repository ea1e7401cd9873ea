import type { WorldLot, WorldRecipient } from '../world/world.ts';
import type { Candidate } from './policy.ts';

const NEVER_DAYS = 84;

/** Who got how much so far. */
export interface Served {
  add(candidate: Candidate, lot: WorldLot): void;
  /** kg received per unit of need and capacity. */
  share(candidate: Candidate): number;
  /** Days since the last yes, at most 84. @param at hours */
  daysSince(candidate: Candidate, at: number): number;
}

export function createServed(recipients: readonly WorldRecipient[]): Served {
  const receivedKg = new Float64Array(recipients.length);
  const lastAt = new Float64Array(recipients.length).fill(-Infinity);
  return {
    add({ index }, { at, massKg }) {
      receivedKg[index] = (receivedKg[index] ?? 0) + massKg;
      lastAt[index] = at;
    },
    share: ({ index, recipient }) => (receivedKg[index] ?? 0) / (recipient.need * recipient.capacityKg),
    daysSince: ({ index }, at) => Math.min(NEVER_DAYS, (at - (lastAt[index] ?? -Infinity)) / 24),
  };
}
