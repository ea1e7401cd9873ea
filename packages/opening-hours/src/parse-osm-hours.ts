import type { OpeningSchedule, WeeklyInterval } from '@sprk/contracts';
import { evaluateDays } from './evaluate-days.ts';
import { readOsmText } from './osm-text.ts';
import { unsupportedIn } from './osm-unsupported.ts';
import { holidayWarning, publicHolidays } from './public-holidays.ts';
import { sameEveryDay, weeklyIntervals } from './weekly-intervals.ts';

export type OsmHoursOptions = {
  /** IANA name; it also tells the country if that is not given. */
  readonly timeZone: string;
  /** ISO 3166-1 alpha-2, e.g. DE. */
  readonly country?: string;
  /** ISO 3166-2 without the country, e.g. BE; without it only national holidays are known. */
  readonly state?: string;
  /** Years whose public holidays are written into the schedule. */
  readonly holidayYears: readonly number[];
};

export type OsmHours =
  | { readonly ok: true; readonly schedule: OpeningSchedule; readonly warnings: string[] }
  | { readonly ok: false; readonly message: string };

// As the contract for partners and for schedules.
const MAX_CHARACTERS = 500;
const MAX_HOLIDAYS = 200;

/**
 * Opening hours in OpenStreetMap syntax as a weekly schedule, the same on every host whatever its time zone.
 *
 * What a weekly schedule cannot say (months, weeks of the year, the sun, comments, open ends ...) is refused
 * with a message for the person who typed it: nothing is left out or guessed. Hours that do not name public
 * holidays are as usual on them, with an empty list of dates.
 */
export function parseOsmHours(text: string, options: OsmHoursOptions): OsmHours {
  if (text.length > MAX_CHARACTERS) return refused(`Longer than ${MAX_CHARACTERS} characters.`);
  if (text.trim() === '') return refused('No opening hours given.');
  const hours = readOsmText(text);
  if ('message' in hours) return refused(hours.message);
  const unsupported = unsupportedIn(hours);
  if (unsupported !== undefined) return refused(unsupported);

  const ordinary = evaluateDays(hours, 'ordinary');
  const intervals = weeklyIntervals(ordinary);
  if (!intervals) return refused('Not supported: days that are not the same weeks of every month.');
  const warnings = hours.warnings.map(({ message }) => message);
  if (intervals.length === 0) warnings.push('Never open.');
  if (!/\bPH\b/.test(hours.normal)) return read(intervals, warnings);

  const holiday = evaluateDays(hours, 'holiday');
  if (JSON.stringify(holiday) === JSON.stringify(ordinary)) return read(intervals, warnings);
  const onHolidays = sameEveryDay(holiday);
  if (!onHolidays)
    return refused('Not supported: hours on public holidays that differ from weekday to weekday.');
  const unknown = holidayWarning(options);
  if (unknown !== undefined) warnings.push(unknown);
  const holidays = publicHolidays({ ...options, years: options.holidayYears });
  if (holidays.length > MAX_HOLIDAYS)
    return refused(`More than ${MAX_HOLIDAYS} public holidays: fewer years.`);
  return read(intervals, warnings, onHolidays.map(onAnyWeekday), holidays);
}

function onAnyWeekday({ from, to }: { from: number; to: number }): WeeklyInterval {
  return { weekday: 0, fromMinute: from, toMinute: to };
}

function read(
  intervals: WeeklyInterval[],
  warnings: string[],
  onHolidays: OpeningSchedule['onHolidays'] = 'as_usual',
  holidays: string[] = [],
): OsmHours {
  return { ok: true, schedule: { intervals, onHolidays, holidays }, warnings };
}

function refused(message: string): OsmHours {
  return { ok: false, message };
}
