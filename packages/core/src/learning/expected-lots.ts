const DAY_MS = 86_400_000;
const DAYS_PER_WEEK = 7;
const MOST_DAYS_BACK = 28;

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
 * past or, where there is none yet, of all past days. Days are counted from `now`, back and forth.
 * @param history in any order; lots of the future or older than 28 days are left out. O(lots * days).
 */
export function expectedLots<Lot>(
  history: readonly PastLot<Lot>[],
  now: number,
  days: number,
): ExpectedLot<Lot>[] {
  const byDay = new Map<number, PastLot<Lot>[]>();
  for (const past of history) {
    const day = Math.floor((past.at - now) / DAY_MS);
    if (day < -MOST_DAYS_BACK || day >= 0) continue;
    const lots = byDay.get(day);
    if (lots) lots.push(past);
    else byDay.set(day, [past]);
  }
  const observed = Array.from({ length: -Math.min(0, ...byDay.keys()) }, (_, back) => -1 - back);
  return Array.from({ length: days }, (_, day) => {
    const sameWeekday = observed.filter((past) => (day - past) % DAYS_PER_WEEK === 0);
    const sources = sameWeekday.length > 0 ? sameWeekday : observed;
    return sources.flatMap((source) =>
      (byDay.get(source) ?? []).map(({ lot, at }) => ({
        lot,
        at: at + (day - source) * DAY_MS,
        expected: 1 / sources.length,
      })),
    );
  }).flat();
}
