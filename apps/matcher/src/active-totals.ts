import type { Activity, Recipient } from '@sprk/contracts';
import { faded, receivedShare, recipientClaim } from '@sprk/core';

/** Sums over the active recipients, kept up to date in O(1) per change. */
export interface ActiveTotals {
  add(recipient: Recipient, activity: Activity | undefined): void;
  /** With the very recipient and activity that were added. */
  remove(recipient: Recipient, activity: Activity | undefined): void;
  clear(): void;
  readonly meanNeed: number;
  /** Of need times capacity. */
  readonly meanClaim: number;
  /** Mean of the faded share g over active recipients at `now` (ms): fading is one common factor of the sum. */
  meanReceivedShare(now: number): number;
}

export function createActiveTotals(): ActiveTotals {
  let count = 0;
  let need = 0;
  let claim = 0;
  let share = 0;
  function change(sign: 1 | -1, recipient: Recipient, activity: Activity | undefined): void {
    if (!recipient.active) return;
    count += sign;
    need += sign * recipient.needIndex;
    claim += sign * recipientClaim(recipient);
    share += sign * receivedShare(activity?.fadedReceivedKg ?? 0, recipient);
  }
  const meanOf = (sum: number) => (count > 0 ? Math.max(1e-9, sum / count) : 1);
  return {
    add: (recipient, activity) => change(1, recipient, activity),
    remove: (recipient, activity) => change(-1, recipient, activity),
    clear() {
      count = 0;
      need = 0;
      claim = 0;
      share = 0;
    },
    get meanNeed() {
      return meanOf(need);
    },
    get meanClaim() {
      return meanOf(claim);
    },
    meanReceivedShare: (now) => (count > 0 ? Math.max(0, faded(share, now) / count) : 0),
  };
}
