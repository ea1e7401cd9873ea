import type { Closure, OpeningSchedule, WeeklyInterval } from '@sprk/contracts';
import { type CivilDay, civilDay, civilDayFromDate, DAY_MS, MINUTE_MS } from './civil-day.ts';
import { isHoliday } from './holiday-set.ts';
import { epochMsFromLocal, localMs, type Zone, zoneOf } from './zone.ts';

/** An opening in absolute time; `date` is the local date it begins on, also when it runs past midnight. */
export type OpenWindow = {
  /** Epoch ms. */
  readonly opensAt: number;
  /** Epoch ms, after `opensAt`. */
  readonly closesAt: number;
  /** YYYY-MM-DD. */
  readonly date: string;
};

const WHOLE_DAY: readonly WeeklyInterval[] = [{ weekday: 0, fromMinute: 0, toMinute: 1440 }];
const CLOSED: readonly OpenWindow[] = [];

/**
 * The openings that begin on one local date, in order, overlapping or touching ones merged.
 *
 * A closure takes every opening of its days, and cuts one that runs into it from the day before. A public
 * holiday replaces the openings that begin on it and leaves the night before alone. On a change of the
 * clocks a time that occurs twice is the first one and a time that is skipped moves forward; an opening
 * that vanishes in the gap is left out, as is a date that the zone skipped altogether.
 * @param schedule undefined is open at any hour: one window for the whole local day (23, 24 or 25 hours).
 * @param date local date, YYYY-MM-DD; RangeError if it is none, or if the zone is unknown.
 */
export function openWindows(
  schedule: OpeningSchedule | undefined,
  closures: readonly Closure[],
  timeZone: string,
  date: string,
): OpenWindow[] {
  return [...openWindowsOn(civilDayFromDate(date), schedule, closures, zoneOf(timeZone))];
}

/** `openWindows` for a day and a zone already looked up. */
export function openWindowsOn(
  day: CivilDay,
  schedule: OpeningSchedule | undefined,
  closures: readonly Closure[],
  zone: Zone,
): readonly OpenWindow[] {
  const anyWeekday = schedule ? holidayHours(schedule, day) : WHOLE_DAY;
  let windows: OpenWindow[] | undefined;
  for (const interval of anyWeekday ?? schedule?.intervals ?? []) {
    if (!anyWeekday && !fallsOn(interval, day)) continue;
    windows ??= [];
    const opensAt = wallTime(zone, day, interval.fromMinute);
    const closesAt = wallTime(zone, day, interval.toMinute);
    if (opensAt < closesAt) insertMerged(windows, { opensAt, closesAt, date: day.date });
  }
  if (!windows || isClosed(closures, day.date) || !existsIn(zone, day)) return CLOSED;
  return closures.length === 0 ? windows : cutAtClosure(windows, day, closures, zone);
}

function holidayHours(schedule: OpeningSchedule, day: CivilDay): readonly WeeklyInterval[] | undefined {
  if (schedule.onHolidays === 'as_usual') return undefined;
  return isHoliday(schedule.holidays, day.date) ? schedule.onHolidays : undefined;
}

function fallsOn(interval: WeeklyInterval, day: CivilDay): boolean {
  if (interval.weekday !== day.weekday) return false;
  return !interval.nth || interval.nth.includes(day.nth) || interval.nth.includes(day.nthFromEnd);
}

function isClosed(closures: readonly Closure[], date: string): boolean {
  for (const closure of closures) if (closure.from <= date && date <= closure.to) return true;
  return false;
}

function wallTime(zone: Zone, day: CivilDay, minute: number): number {
  return epochMsFromLocal(zone, day.epochDay * DAY_MS + minute * MINUTE_MS);
}

// Zones have crossed the date line by leaving out a whole day (Pacific/Apia, 2011-12-30).
function existsIn(zone: Zone, day: CivilDay): boolean {
  return Math.floor(localMs(zone, wallTime(zone, day, 0)) / DAY_MS) === day.epochDay;
}

function insertMerged(windows: OpenWindow[], added: OpenWindow): void {
  let merged = added;
  let last = windows.length;
  // Lists arrive nearly sorted: look for the place from the end.
  while (last > 0 && (windows[last - 1] as OpenWindow).opensAt > added.closesAt) last--;
  let first = last;
  for (; first > 0; first--) {
    const other = windows[first - 1] as OpenWindow;
    if (other.closesAt < merged.opensAt) break;
    merged = {
      opensAt: Math.min(merged.opensAt, other.opensAt),
      closesAt: Math.max(merged.closesAt, other.closesAt),
      date: added.date,
    };
  }
  if (first === windows.length) windows.push(merged);
  else windows.splice(first, last - first, merged);
}

// An interval reaches at most the end of the second day, so two days ahead are enough.
function cutAtClosure(
  windows: OpenWindow[],
  day: CivilDay,
  closures: readonly Closure[],
  zone: Zone,
): readonly OpenWindow[] {
  for (let ahead = 1; ahead <= 2; ahead++) {
    const next = civilDay(day.epochDay + ahead);
    if (!isClosed(closures, next.date)) continue;
    const cutAt = wallTime(zone, next, 0);
    return windows
      .filter((window) => window.opensAt < cutAt)
      .map((window) => ({ ...window, closesAt: Math.min(window.closesAt, cutAt) }));
  }
  return windows;
}
