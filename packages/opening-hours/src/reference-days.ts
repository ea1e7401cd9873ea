import { civilDay, DAY_MS } from '@sprk/core/hours/civil-day';

/** A date's place in its month: the nth such weekday from the start (1..5) and from the end (-1..-5). */
export type MonthWeek = { readonly nth: number; readonly nthFromEnd: number };

/** A date to evaluate hours on, as the host's local midnight at its start and its end. */
export type ReferenceDay = { readonly weekday: number; readonly startsAt: Date; readonly endsAt: Date };

/** Every place in a month a date can have: a weekday occurs four or five times in a month. */
export const MONTH_WEEKS: readonly MonthWeek[] = [4, 5].flatMap((count) =>
  Array.from({ length: count }, (_, index) => ({ nth: index + 1, nthFromEnd: index - count })),
);

// Months without a public holiday in the region that `evaluate-day.ts` names; February brings the
// four-week months, the others the five-week ones.
const QUIET_MONTHS = [2, 7, 8, 9];
const FIRST_DAY = Date.UTC(2021, 0, 1) / DAY_MS;
const LAST_DAY = Date.UTC(2045, 0, 1) / DAY_MS;

/**
 * One date for each weekday (Monday first) in each of the given places in the month, weekdays inside places.
 * The host's clocks do not change from the day before to the day after, so hours read in the host's
 * time zone are the same on every host. RangeError if the host has no such dates in 24 years.
 */
export function referenceDays(weeks: readonly MonthWeek[]): ReferenceDay[][] {
  const found = weeks.map((): (ReferenceDay | undefined)[] => Array.from({ length: 7 }));
  let missing = weeks.length * 7;
  for (let epochDay = FIRST_DAY; missing > 0; epochDay++) {
    if (epochDay > LAST_DAY) throw new RangeError('The time zone of this host changes its clocks too often.');
    const { date, weekday, nth, nthFromEnd } = civilDay(epochDay);
    const week = weeks.findIndex((place) => place.nth === nth && place.nthFromEnd === nthFromEnd);
    const row = found[week];
    if (!row || row[weekday] || !QUIET_MONTHS.includes(Number(date.slice(5, 7))) || !isSteady(date)) continue;
    row[weekday] = { weekday, startsAt: hostMidnight(date, 0), endsAt: hostMidnight(date, 1) };
    missing--;
  }
  return found as ReferenceDay[][];
}

function isSteady(date: string): boolean {
  const offsets = [-1, 0, 1, 2].map((days) => hostMidnight(date, days).getTimezoneOffset());
  return new Set(offsets).size === 1;
}

function hostMidnight(date: string, plusDays: number): Date {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  return new Date(year, month - 1, day + plusDays);
}
