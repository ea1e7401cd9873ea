import type { Closure, OpeningSchedule, WeeklyInterval } from '@sprk/contracts';
import { Temporal } from 'temporal-polyfill';
import type { OpenWindow } from './open-window.ts';

export const MINUTE = 60_000;

function nthOf(date: Temporal.PlainDate, step: number): number {
  let count = 0;
  for (let day = date; day.month === date.month; day = day.add({ days: 7 * step })) count++;
  return count;
}

function intervalsOn(schedule: OpeningSchedule | undefined, date: Temporal.PlainDate): WeeklyInterval[] {
  if (!schedule) return [{ weekday: 0, fromMinute: 0, toMinute: 1440 }];
  const isHoliday = schedule.holidays.includes(date.toString());
  if (isHoliday && schedule.onHolidays !== 'as_usual') return schedule.onHolidays;
  const nths = [nthOf(date, -1), -nthOf(date, 1)];
  return schedule.intervals.filter(
    ({ weekday, nth }) => weekday === date.dayOfWeek - 1 && (!nth || nth.some((n) => nths.includes(n))),
  );
}

/**
 * What `openWindows` should give, for tests: marks single minutes and reads every wall-clock time with
 * Temporal, slow and plain on purpose.
 */
export function oracleWindows(
  schedule: OpeningSchedule | undefined,
  closures: readonly Closure[],
  timeZone: string,
  isoDate: string,
): OpenWindow[] {
  const date = Temporal.PlainDate.from(isoDate);
  const isClosed = (day: Temporal.PlainDate) =>
    closures.some(({ from, to }) => from <= day.toString() && day.toString() <= to);
  const start = date.toZonedDateTime(timeZone);
  if (!start.toPlainDate().equals(date) || isClosed(date)) return [];
  const origin = start.epochMilliseconds;
  const end = date.add({ days: 4 }).toZonedDateTime(timeZone).epochMilliseconds;
  const marked = new Uint8Array((end - origin) / MINUTE);
  for (const { fromMinute, toMinute } of intervalsOn(schedule, date)) {
    const [from, to] = [fromMinute, toMinute].map(
      (minutes) => date.toPlainDateTime().add({ minutes }).toZonedDateTime(timeZone).epochMilliseconds,
    ) as [number, number];
    for (let at = from; at < to; at += MINUTE) marked[(at - origin) / MINUTE] = 1;
  }
  const closedFrom = [1, 2].map((days) => date.add({ days })).find(isClosed);
  if (closedFrom) marked.fill(0, (closedFrom.toZonedDateTime(timeZone).epochMilliseconds - origin) / MINUTE);
  const windows: OpenWindow[] = [];
  for (let minute = 0, opened = -1; minute < marked.length; minute++) {
    if (marked[minute] === 1 && opened < 0) opened = minute;
    if (marked[minute] === 1 || opened < 0) continue;
    windows.push({ opensAt: origin + opened * MINUTE, closesAt: origin + minute * MINUTE, date: isoDate });
    opened = -1;
  }
  return windows;
}
