import { Temporal } from 'temporal-polyfill';

/** One calendar date with what a weekly schedule asks about it. */
export type CivilDay = {
  /** Whole days since 1970-01-01 in the proleptic Gregorian calendar. */
  readonly epochDay: number;
  /** YYYY-MM-DD. */
  readonly date: string;
  /** 0 = Monday ... 6 = Sunday. */
  readonly weekday: number;
  /** Which such weekday of its month, 1..5. */
  readonly nth: number;
  /** The same counted from the end, -1 (the last) ... -5. */
  readonly nthFromEnd: number;
};

export const DAY_MS = 86_400_000;
export const MINUTE_MS = 60_000;

// About eleven years of days; a longer history is a backfill, which pays one Temporal date per day again.
const MAX_CACHED_DAYS = 4096;
const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;

const byEpochDay = new Map<number, CivilDay>();
const byDate = new Map<string, CivilDay>();

/** The calendar day that is `epochDay` days after 1970-01-01; throws RangeError outside Temporal's range. */
export function civilDay(epochDay: number): CivilDay {
  return byEpochDay.get(epochDay) ?? remember(new Temporal.PlainDate(1970, 1, 1).add({ days: epochDay }));
}

/** The calendar day written YYYY-MM-DD; throws RangeError if it is not such a date. */
export function civilDayFromDate(date: string): CivilDay {
  const known = byDate.get(date);
  if (known) return known;
  if (!ISO_DATE.test(date)) throw new RangeError(`Not a calendar date YYYY-MM-DD: ${date}`);
  return remember(Temporal.PlainDate.from(date, { overflow: 'reject' }));
}

function remember(date: Temporal.PlainDate): CivilDay {
  const day: CivilDay = {
    epochDay: Date.UTC(date.year, date.month - 1, date.day) / DAY_MS,
    date: date.toString(),
    weekday: date.dayOfWeek - 1,
    nth: Math.ceil(date.day / 7),
    nthFromEnd: -Math.ceil((date.daysInMonth - date.day + 1) / 7),
  };
  if (byEpochDay.size >= MAX_CACHED_DAYS) {
    byEpochDay.clear();
    byDate.clear();
  }
  byEpochDay.set(day.epochDay, day);
  byDate.set(day.date, day);
  return day;
}
