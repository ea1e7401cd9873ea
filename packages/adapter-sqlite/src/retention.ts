const DAY_MS = 86_400_000;

/** How long things are kept that nobody needs for ever. Lots, outcomes, weights, partners, audit and impact stay. */
export interface Retention {
  /** Events of the log that are in no queue any more; a browser that comes back later loads anew. */
  readonly eventsMs: number;
  /** Delivered events beyond this many rows go earlier. */
  readonly maxEvents: number;
  /** Idempotency keys; the longest schedule of retries is 75 h. */
  readonly claimsMs: number;
  /** Finished lots older than that move their offers and recommendations into the compressed archive. */
  readonly finishedLotsMs: number;
  readonly deadLettersMs: number;
  /** Capacity of past days. */
  readonly slotsMs: number;
}

export const RETENTION: Retention = {
  eventsMs: 7 * DAY_MS,
  maxEvents: 2_000_000,
  claimsMs: 7 * DAY_MS,
  finishedLotsMs: 90 * DAY_MS,
  deadLettersMs: 30 * DAY_MS,
  slotsMs: 60 * DAY_MS,
};
