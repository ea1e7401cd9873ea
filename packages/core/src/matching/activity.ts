import type { Activity } from '@sprk/contracts';

const EPOCH_MS = Date.UTC(2026, 0, 1);
const FADE_DAYS = 28;
const FADE_MS = FADE_DAYS * 86_400_000;

/**
 * Weight of something that happens at `at` (ms) in a faded sum: exp((at − epoch)/28 d). Sums of it can be
 * added in any order; `faded` brings one to a point in time. Stays below 1e125 for more than 20 years.
 */
export function fadingWeight(at: number): number {
  return Math.exp((at - EPOCH_MS) / FADE_MS);
}

/** What a faded sum is multiplied by to be read at `now` (ms). */
export function fadeFactor(now: number): number {
  return Math.exp(-(now - EPOCH_MS) / FADE_MS);
}

/** Reads a faded sum at `now` (ms): something that happened 28 days ago counts 1/e. */
export function faded(sum: number, now: number): number {
  return sum * fadeFactor(now);
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
