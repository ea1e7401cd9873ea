import type { Activity } from '@sprk/contracts';

const EPOCH_MS = Date.UTC(2026, 0, 1);
const FADE_DAYS = 28;
const DAY_MS = 86_400_000;
const FADE_MS = FADE_DAYS * DAY_MS;
const USUAL_RESPONSE_MINUTES = 20;

/** As long as this is as good as never. */
export const NEVER_DAYS = 84;

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

/** Days since the last yes, 0..NEVER_DAYS. @param now ms */
export function daysSinceAcceptance({ lastAcceptedAt }: Activity, now: number): number {
  if (!lastAcceptedAt) return NEVER_DAYS;
  return Math.min(NEVER_DAYS, Math.max(0, (now - Date.parse(lastAcceptedAt)) / DAY_MS));
}

/** Answers per offer, with one answered offer of today as the prior: a newcomer starts at 1. @param fade fadeFactor(now) */
export function responseRate({ fadedAnswers, fadedOffers }: Activity, fade: number): number {
  const rate = (Math.max(0, fadedAnswers) * fade + 1) / (Math.max(0, fadedOffers) * fade + 1);
  return Math.min(1, rate);
}

export function meanResponseMinutes({ fadedAnswers, fadedResponseMinutes }: Activity): number {
  return fadedAnswers > 0 ? fadedResponseMinutes / fadedAnswers : USUAL_RESPONSE_MINUTES;
}
