import type { Activity } from '@sprk/contracts';
import { faded, fadingWeight, receivedShare } from '@sprk/core';
import type { WorldLot, WorldRecipient } from '../world/world.ts';

/** Keeps recipients' activity as the running system does: offers, answers and what was received, fading over 28 days. */
export interface Received {
  offered(index: number, lot: WorldLot, accepted: boolean, at: number): void;
  /** Mean of kg received per need and capacity at `now`, ms. */
  meanShare(now: number): number;
}

export function keepReceived(recipients: readonly WorldRecipient[], activity: Activity[]): Received {
  let shares = 0;
  return {
    offered(index, lot, accepted, at) {
      const before = activity[index];
      const recipient = recipients[index];
      if (!before || !recipient) throw new RangeError(`No recipient ${index}.`);
      const weight = fadingWeight(at);
      const answered = {
        ...before,
        fadedOffers: before.fadedOffers + weight,
        fadedAnswers: before.fadedAnswers + weight,
      };
      activity[index] = accepted ? withAcceptance(answered, lot, weight, at) : answered;
      if (accepted) shares += receivedShare(lot.massKg * weight, toShared(recipient));
    },
    meanShare: (now) => faded(shares, now) / recipients.length,
  };
}

function withAcceptance(
  before: Activity,
  { category, massKg }: WorldLot,
  weight: number,
  at: number,
): Activity {
  return {
    ...before,
    lastAcceptedAt: new Date(at).toISOString(),
    fadedAcceptances: before.fadedAcceptances + weight,
    fadedAcceptancesByCategory: {
      ...before.fadedAcceptancesByCategory,
      [category]: (before.fadedAcceptancesByCategory[category] ?? 0) + weight,
    },
    fadedReceivedKg: before.fadedReceivedKg + massKg * weight,
  };
}

function toShared({ need, capacityKg }: WorldRecipient) {
  return { needIndex: need, capacityKg };
}
