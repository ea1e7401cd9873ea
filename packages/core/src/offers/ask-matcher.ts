import type { MatchRequest } from '@sprk/contracts';
import type { Lot, Offer } from './lot.ts';
import { registrationOfRest } from './lot-mass.ts';
import type { Step } from './step.ts';

const FIRST_PATIENCE_MS = 30_000;
const LONGEST_PATIENCE_MS = 600_000;

/** Offers that count as asked: one that was taken back says nothing about its recipient. */
export function askedOffers({ offers }: Lot): readonly Offer[] {
  return offers.filter(({ status }) => status !== 'withdrawn');
}

/** Who must not be recommended again for this lot: asked before in any round, or just lost to a race. */
export function excludedRecipients(lot: Lot): string[] {
  const asked = askedOffers(lot).map(({ recipientId }) => recipientId);
  return [...new Set([...asked, ...lot.lostTo, ...(lot.refusedBy ?? [])])];
}

export function matchRequestOf(lot: Lot): MatchRequest {
  return {
    oversupplyId: lot.id,
    round: lot.round,
    registration: registrationOfRest(lot),
    registeredAt: lot.registeredAt,
    ...(lot.reachKm !== undefined && { maxDistanceKm: lot.reachKm }),
    excluded: excludedRecipients(lot),
  };
}

/** How long to wait for the matcher's answer: 30 s, doubling, at most 10 min; ms. @param asks >= 1 */
export function patienceMs(asks: number): number {
  return Math.min(LONGEST_PATIENCE_MS, FIRST_PATIENCE_MS * 2 ** (asks - 1));
}

/** When to look again at a lot that waits for the matcher: when patience ends, or when the food is too late. */
export function matchingWakeAt(askedAt: number, asks: number, collectBy: string): string {
  return new Date(Math.min(askedAt + patienceMs(asks), Date.parse(collectBy))).toISOString();
}

/** A new question: earlier answers lose their effect. @param lostTo whom to leave out besides those asked */
export function askAnew(step: Step, lostTo: readonly string[] = []): void {
  const { lot } = step;
  step.moveTo('matching', {
    round: lot.round + 1,
    asks: 1,
    askedAt: step.at,
    lostTo,
    wakeAt: matchingWakeAt(step.now, 1, lot.registration.collectBy),
  });
  step.emit('oversupply.rematch-requested', matchRequestOf(step.lot));
}

/** The same question once more, because no answer came. */
export function askAgain(step: Step): void {
  const asks = step.lot.asks + 1;
  const wakeAt = matchingWakeAt(step.now, asks, step.lot.registration.collectBy);
  step.set({ asks, wakeAt });
  step.emit('oversupply.rematch-requested', matchRequestOf(step.lot));
}
