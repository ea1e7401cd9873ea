import { type ActivityDelta, FADED_FIELDS, type SlotDelta } from '../ports/lot-change.ts';
import { roundKg } from '../shared/mass.ts';

/** One delta per slot, since one transaction may touch an item once; those that cancel out are dropped. */
export function mergeSlots(deltas: readonly SlotDelta[]): SlotDelta[] {
  const merged = new Map<string, SlotDelta>();
  for (const delta of deltas) {
    const key = `${delta.recipientId} ${delta.date}`;
    const before = merged.get(key);
    // The bound of a release is ignored, so only a reservation's bound may survive.
    const capacityKg = delta.deltaKg > 0 ? delta.capacityKg : (before?.capacityKg ?? delta.capacityKg);
    const deltaKg = roundKg((before?.deltaKg ?? 0) + delta.deltaKg);
    merged.set(key, { ...delta, deltaKg, capacityKg });
  }
  return [...merged.values()].filter(({ deltaKg }) => deltaKg !== 0);
}

/** One delta per recipient. */
export function mergeActivity(deltas: readonly ActivityDelta[]): ActivityDelta[] {
  const merged = new Map<string, ActivityDelta>();
  for (const delta of deltas) {
    const before = merged.get(delta.recipientId);
    merged.set(delta.recipientId, before ? addActivity(before, delta) : delta);
  }
  return [...merged.values()];
}

/** The rest (bound, category, time of the last yes) is the newer one's, where it says anything. */
function addActivity(before: ActivityDelta, delta: ActivityDelta): ActivityDelta {
  const sums: Partial<Record<(typeof FADED_FIELDS)[number], number>> = {};
  for (const name of FADED_FIELDS) {
    if (before[name] === undefined && delta[name] === undefined) continue;
    sums[name] = (before[name] ?? 0) + (delta[name] ?? 0);
  }
  return { ...before, ...delta, ...sums, openOffers: before.openOffers + delta.openOffers };
}
