import type { ActivityDelta, CommitResult, LotChange } from '@sprk/core';
import { toMilligrams } from '@sprk/core/shared/milligrams';
import { emit, getOrAdd, type MemoryState } from './memory-state.ts';
import { putLot, putOffer } from './put-lot.ts';
import { addActivity, addSlots, checkSlots } from './recipient-ledger.ts';

/** Applies one step of a lot's life: all conditions first, so that a refusal leaves nothing behind. */
export function commitLot(state: MemoryState, change: LotChange, nowMs: number): CommitResult {
  if (isStale(state, change)) return { kind: 'stale' };
  const full = checkSlots(state, change.slots);
  if (full !== undefined) return { kind: 'slotFull', recipientId: full };
  const tired = change.activity.find((delta) => isTired(state, delta));
  if (tired) return { kind: 'fatigued', recipientId: tired.recipientId };

  write(state, change);
  emit(state, change.events, nowMs);
  return { kind: 'committed' };
}

function isStale(state: MemoryState, change: LotChange): boolean {
  const { lot, children, recommendation } = change;
  return (
    state.lots.get(lot.id)?.version !== lot.version - 1 ||
    children.some((child) => state.lots.has(child.id)) ||
    (recommendation !== undefined &&
      state.recommendations.get(recommendation.oversupplyId)?.has(recommendation.round) === true)
  );
}

function isTired(state: MemoryState, delta: ActivityDelta): boolean {
  if (delta.openOffers <= 0 || delta.maxOpenOffers === undefined) return false;
  const open = state.activity.get(delta.recipientId)?.openOffers ?? 0;
  return open + delta.openOffers > delta.maxOpenOffers;
}

function write(state: MemoryState, change: LotChange): void {
  putLot(state, change.lot);
  for (const offer of change.offers) putOffer(state, offer);
  for (const child of change.children) putLot(state, child);
  addSlots(state, change.slots);
  for (const delta of change.activity) addActivity(state, delta);
  if (change.recommendation) {
    const { oversupplyId, round } = change.recommendation;
    const rounds = getOrAdd(state.recommendations, oversupplyId, () => new Map());
    rounds.set(round, structuredClone(change.recommendation));
  }
  for (const [status, delta] of Object.entries(change.counts)) {
    state.counts.set(status, (state.counts.get(status) ?? 0) + (delta ?? 0));
  }
  if (change.impact) {
    const { date, category, massKg } = change.impact;
    const day = getOrAdd(state.impact, date, () => ({ lots: 0, mgByCategory: new Map() }));
    day.lots += 1;
    day.mgByCategory.set(category, (day.mgByCategory.get(category) ?? 0) + toMilligrams(massKg));
  }
  state.audit.push(...structuredClone(change.audit));
}
