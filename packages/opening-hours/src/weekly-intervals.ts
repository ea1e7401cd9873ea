import type { WeeklyInterval } from '@sprk/contracts';
import type { DayHours, WeekTable } from './evaluate-days.ts';
import { MONTH_WEEKS } from './reference-days.ts';

/**
 * The table as weekly intervals, by weekday and time, with the fewest weeks of the month that say the same.
 * @returns undefined if some hours hold on days that no list of weeks of the month names.
 */
export function weeklyIntervals(table: WeekTable): WeeklyInterval[] | undefined {
  const intervals: WeeklyInterval[] = [];
  for (let weekday = 0; weekday < 7; weekday++) {
    const days = table.map((row) => row[weekday] ?? []);
    for (const { from, to } of distinctHours(days)) {
      const holds = days.map((hours) => hours.some((opening) => opening.from === from && opening.to === to));
      const interval = { weekday, fromMinute: from, toMinute: to };
      const nth = holds.every(Boolean) ? 'every' : weeksOfMonth(holds);
      if (nth === undefined) return undefined;
      intervals.push(nth === 'every' ? interval : { ...interval, nth });
    }
  }
  return intervals;
}

/** The one list of hours that every day of the table has, undefined if days differ. */
export function sameEveryDay(table: WeekTable): DayHours | undefined {
  const [first, ...rest] = table.flat();
  return rest.every((hours) => JSON.stringify(hours) === JSON.stringify(first)) ? first : undefined;
}

function distinctHours(days: readonly DayHours[]): { from: number; to: number }[] {
  const byKey = new Map(days.flat().map((opening) => [`${opening.from}-${opening.to}`, opening]));
  return [...byKey.values()].sort((a, b) => a.from - b.from || a.to - b.to);
}

function weeksOfMonth(holds: readonly boolean[]): number[] | undefined {
  const named = (nth: number) => MONTH_WEEKS.map((week) => week.nth === nth || week.nthFromEnd === nth);
  const isWithin = (nth: number) => named(nth).every((isNamed, week) => !isNamed || holds[week]);
  const saysIt = (nths: readonly number[]) =>
    holds.every((open, week) => open === nths.some((nth) => named(nth)[week]));
  let nths = [1, 2, 3, 4, 5, -1, -2, -3, -4, -5].filter(isWithin);
  if (!saysIt(nths)) return undefined;
  // Weeks from the start read more naturally than weeks from the end, so those go first.
  for (const nth of [-5, -4, -3, -2, -1, 5, 4, 3, 2, 1]) {
    const fewer = nths.filter((other) => other !== nth);
    if (saysIt(fewer)) nths = fewer;
  }
  return nths;
}
