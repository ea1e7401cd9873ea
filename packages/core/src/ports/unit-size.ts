import { MAX_UNIT_ITEMS } from '../ports.ts';
import type { LotChange } from './lot-change.ts';

/**
 * Refuses a unit of work that an adapter with small transactions could not carry.
 * @throws RangeError above MAX_UNIT_ITEMS items.
 */
export function checkUnitSize(items: number): void {
  if (items > MAX_UNIT_ITEMS) {
    throw new RangeError(`A unit of work has ${items} items; at most ${MAX_UNIT_ITEMS} are allowed.`);
  }
}

/** The lot, the counters and the day's impact are an item each, as is each part of a list. */
export function countItems(change: LotChange): number {
  return (
    1 +
    change.offers.length +
    change.children.length +
    change.slots.length +
    change.activity.length +
    (change.recommendation ? 1 : 0) +
    (Object.keys(change.counts).length > 0 ? 1 : 0) +
    (change.impact ? 1 : 0) +
    change.events.length +
    change.audit.length
  );
}
