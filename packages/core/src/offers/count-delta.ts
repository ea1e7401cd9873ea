import type { CountDelta } from '../ports/lot-change.ts';
import type { Lot } from './lot.ts';

/** The matcher was asked more than once in this round and has not answered. */
export function isUnanswered(lot: Lot): boolean {
  return lot.status === 'matching' && lot.asks > 1;
}

/** What a step changes in the public counters; counters that stay as they are are left out. */
export function countDelta(before: Lot, after: Lot, children: readonly Lot[]): CountDelta {
  const delta: Record<string, number> = {};
  const add = (key: string, by: number) => {
    delta[key] = (delta[key] ?? 0) + by;
  };
  add(before.status, -1);
  add(after.status, 1);
  for (const child of children) add(child.status, 1);
  add('unanswered', Number(isUnanswered(after)) - Number(isUnanswered(before)));
  return Object.fromEntries(Object.entries(delta).filter(([, by]) => by !== 0));
}
