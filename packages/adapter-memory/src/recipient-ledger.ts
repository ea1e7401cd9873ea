import type { Activity } from '@sprk/contracts';
import type { ActivityDelta, RecipientLedger, SlotDelta } from '@sprk/core';
import { toKg, toMilligrams } from '@sprk/core/shared/milligrams';
import { type MemoryState, slotKey } from './memory-state.ts';

export function createMemoryRecipientLedger(state: MemoryState): RecipientLedger {
  return {
    async slots(keys) {
      return keys.map(({ recipientId, date }) => {
        return { recipientId, date, reservedKg: toKg(state.slots.get(slotKey(recipientId, date)) ?? 0) };
      });
    },
    async activity(recipientIds) {
      return recipientIds.map((id) => structuredClone(state.activity.get(id) ?? noActivity(id)));
    },
  };
}

/**
 * The recipient whose slot is too full for the deltas, if any. Deltas of one slot count together.
 * @throws Error when a slot would fall below zero.
 */
export function checkSlots(state: MemoryState, deltas: readonly SlotDelta[]): string | undefined {
  const sums = new Map<string, { recipientId: string; sumMg: number; capacityMg: number }>();
  for (const { recipientId, date, deltaKg, capacityKg } of deltas) {
    const key = slotKey(recipientId, date);
    const sum = sums.get(key) ?? { recipientId, sumMg: 0, capacityMg: Number.POSITIVE_INFINITY };
    sum.sumMg += toMilligrams(deltaKg);
    if (deltaKg > 0) sum.capacityMg = Math.min(sum.capacityMg, toMilligrams(capacityKg));
    sums.set(key, sum);
  }
  for (const [key, { recipientId, sumMg, capacityMg }] of sums) {
    const heldMg = state.slots.get(key) ?? 0;
    if (heldMg + sumMg < 0) {
      throw new Error(`Slot ${key} holds ${toKg(heldMg)} kg: ${-toKg(sumMg)} kg cannot be released.`);
    }
    if (heldMg + sumMg > capacityMg) return recipientId;
  }
  return undefined;
}

export function addSlots(state: MemoryState, deltas: readonly SlotDelta[]): void {
  for (const { recipientId, date, deltaKg } of deltas) {
    const key = slotKey(recipientId, date);
    state.slots.set(key, (state.slots.get(key) ?? 0) + toMilligrams(deltaKg));
    state.directory.touch(`slot:${key}`);
  }
}

export function addActivity(state: MemoryState, delta: ActivityDelta): void {
  const old = state.activity.get(delta.recipientId) ?? noActivity(delta.recipientId);
  const byCategory = { ...old.fadedAcceptancesByCategory };
  if (delta.category !== undefined) {
    byCategory[delta.category] = (byCategory[delta.category] ?? 0) + (delta.fadedAcceptances ?? 0);
  }
  const lastAcceptedAt = later(old.lastAcceptedAt, delta.lastAcceptedAt);
  state.activity.set(delta.recipientId, {
    recipientId: delta.recipientId,
    openOffers: old.openOffers + delta.openOffers,
    ...(lastAcceptedAt !== undefined && { lastAcceptedAt }),
    fadedOffers: old.fadedOffers + (delta.fadedOffers ?? 0),
    fadedAnswers: old.fadedAnswers + (delta.fadedAnswers ?? 0),
    fadedResponseMinutes: old.fadedResponseMinutes + (delta.fadedResponseMinutes ?? 0),
    fadedAcceptances: old.fadedAcceptances + (delta.fadedAcceptances ?? 0),
    fadedAcceptancesByCategory: byCategory,
    fadedReceivedKg: old.fadedReceivedKg + (delta.fadedReceivedKg ?? 0),
  });
  state.directory.touch(`activity:${delta.recipientId}`);
}

export function noActivity(recipientId: string): Activity {
  return {
    recipientId,
    openOffers: 0,
    fadedOffers: 0,
    fadedAnswers: 0,
    fadedResponseMinutes: 0,
    fadedAcceptances: 0,
    fadedAcceptancesByCategory: {},
    fadedReceivedKg: 0,
  };
}

/** Additions may come in any order, so the later moment wins. */
function later(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return Date.parse(b) > Date.parse(a) ? b : a;
}
