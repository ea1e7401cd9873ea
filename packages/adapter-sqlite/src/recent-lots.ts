import type { Lot } from '@sprk/core';
import { isFinished, lotStatusNumber } from './statuses.ts';

/** About 10 kB each at the most, so some tens of MB. */
const MAX_LOTS = 3000;

/**
 * Lots as they were stored a moment ago, whole: the steps of a lot's life follow one another closely, and putting it
 * together again (row, offers, recommendation) costs more than all else in a step. A lot is taken from here only when
 * the durable version is its own; it enters only after the commit that made it durable. Domain objects never change in
 * place, so they can be handed out again.
 */
export class RecentLots {
  readonly #lots = new Map<string, Lot>();

  remember(lots: readonly Lot[]): void {
    for (const lot of lots) {
      this.#lots.delete(lot.id);
      // What is finished is read seldom, and archived one day without a new version.
      if (!isFinished(lotStatusNumber(lot.status))) this.#lots.set(lot.id, lot);
    }
    for (const oldest of this.#lots.keys()) {
      if (this.#lots.size <= MAX_LOTS) return;
      this.#lots.delete(oldest);
    }
  }

  /** @param durableVersion Asked only when the lot is known here. */
  find(id: string, durableVersion: () => number | undefined): Lot | undefined {
    const lot = this.#lots.get(id);
    return lot && lot.version === durableVersion() ? lot : undefined;
  }
}
