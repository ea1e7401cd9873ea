const DAY_MS = 86_400_000;
const DAYS_PER_WEEK = 7;
const MOST_DAYS_BACK = 28;
/** More lots per day to come than this add work and little knowledge. */
const MOST_LOTS_PER_DAY = 1500;

/** A lot of the past, and when it was registered; ms since the epoch. */
export interface PastLot<Lot> {
  readonly lot: Lot;
  readonly at: number;
}

/** A lot of the past that stands for one to come. */
export interface ExpectedLot<Lot> {
  readonly lot: Lot;
  /** When it would come; ms since the epoch. */
  readonly at: number;
  /** How many of its kind are expected, > 0. */
  readonly expected: number;
}

/**
 * The stream of the next days, as the last four weeks had it: each day to come is the mean of the same weekdays of the
 * past or, where there is none yet, of all past days. Days are counted from `now`, back and forth; large cities are
 * thinned evenly.
 * @param history in any order; lots of the future or older than 28 days are left out. O(lots * days).
 */
export function expectedLots<Lot>(
  history: readonly PastLot<Lot>[],
  now: number,
  days: number,
): ExpectedLot<Lot>[] {
  const recent = history
    .map(({ lot, at }) => ({ lot, at, day: Math.floor((at - now) / DAY_MS) }))
    .filter(({ day }) => day >= -MOST_DAYS_BACK && day < 0);
  const observedDays = -recent.reduce((oldest, { day }) => Math.min(oldest, day), 0);
  const observed = Array.from({ length: observedDays }, (_, back) => -1 - back);
  const expected: ExpectedLot<Lot>[] = [];
  for (let day = 0; day < days; day++) {
    const sameWeekday = observed.filter((past) => (day - past) % DAYS_PER_WEEK === 0);
    const sources = new Set(sameWeekday.length > 0 ? sameWeekday : observed);
    const lots = recent.filter((past) => sources.has(past.day));
    const share = Math.min(1, MOST_LOTS_PER_DAY / Math.max(1, lots.length));
    let taken = day / days;
    for (const { lot, at, day: past } of lots) {
      taken += share;
      if (taken < 1) continue;
      taken -= 1;
      expected.push({ lot, at: at + (day - past) * DAY_MS, expected: 1 / (sources.size * share) });
    }
  }
  return expected;
}
