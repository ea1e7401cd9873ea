import type { Policy, Recipient } from '@sprk/contracts';
import { faded, fadingWeight } from '../matching/activity.ts';
import type { City } from '../matching/city.ts';
import { receivedShare, recipientClaim } from '../matching/value.ts';
import type { StoredWorld } from './stored-world.ts';

export interface ModelledCity extends City {
  /** Counts what is expected to arrive: the next lots see less room, and who received it. @param at ms */
  expect(recipientId: string, date: string, massKg: number, at: number): void;
}

/**
 * A stored world under one policy, as if all began anew: nobody has received anything, no room is held, nobody is being
 * asked. From then on it fills with what is expected, lot by lot, so that two policies start from the same.
 */
export function createModelledCity(world: StoredWorld, policy: Policy): ModelledCity {
  const active = world.recipients.filter((recipient) => recipient.active);
  const byId = new Map(world.recipients.map((recipient) => [recipient.id, recipient]));
  const heldKg = new Map<string, number>();
  const fadedKg = new Map<string, number>();
  const meanOf = (worth: (recipient: Recipient) => number) =>
    active.reduce((sum, recipient) => sum + worth(recipient), 0) / active.length || 1;
  const ownReachKm = Math.max(0, ...world.recipients.map(({ maxDistanceKm }) => maxDistanceKm ?? 0));
  let fadedShare = 0;
  return {
    policy,
    recipientsNear(place, maxDistanceKm = policy.maxDistanceKm) {
      return world.near(place, Math.max(maxDistanceKm, ownReachKm) / policy.kmFactor);
    },
    reservedKg: (recipientId, date) => heldKg.get(`${recipientId} ${date}`) ?? 0,
    activity(recipientId) {
      return {
        ...world.activity(recipientId),
        openOffers: 0,
        fadedReceivedKg: fadedKg.get(recipientId) ?? 0,
      };
    },
    meanNeed: meanOf(({ needIndex }) => needIndex),
    meanClaim: meanOf(recipientClaim),
    meanReceivedShare: (now) => faded(fadedShare, now) / Math.max(1, active.length),
    expect(recipientId, date, massKg, at) {
      const recipient = byId.get(recipientId);
      const kg = massKg * fadingWeight(at);
      heldKg.set(`${recipientId} ${date}`, (heldKg.get(`${recipientId} ${date}`) ?? 0) + massKg);
      fadedKg.set(recipientId, (fadedKg.get(recipientId) ?? 0) + kg);
      if (recipient?.active) fadedShare += receivedShare(kg, recipient);
    },
  };
}
