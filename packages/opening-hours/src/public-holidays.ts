import Holidays from 'date-holidays';
import { countryOfZone } from './zone-country.ts';

export type HolidayPlace = {
  /** IANA name; gives the country if that is not given. */
  readonly timeZone: string;
  /** ISO 3166-1 alpha-2, e.g. DE. */
  readonly country?: string | undefined;
  /** ISO 3166-2 without the country, e.g. BE. */
  readonly state?: string | undefined;
};

// An import asks for the same few regions and years again and again; reading the rules takes milliseconds.
const MAX_KEPT = 500;
const kept = new Map<string, readonly string[]>();

/**
 * Dates of the public holidays of a place, YYYY-MM-DD, ascending: whole days of the type `public` only,
 * so half days, bank holidays and observances are left out. Empty where nothing is known: see
 * `holidayWarning`.
 */
export function publicHolidays(place: HolidayPlace & { readonly years: readonly number[] }): string[] {
  const country = place.country ?? countryOfZone(place.timeZone);
  if (country === undefined) return [];
  const dates = place.years.flatMap((year) => publicHolidaysOf(country, place.state ?? '', year));
  return [...new Set(dates)].sort();
}

/** What to tell a person about holidays that are not known for a place; undefined if they are. */
export function holidayWarning({ timeZone, country, state }: HolidayPlace): string | undefined {
  const code = country ?? countryOfZone(timeZone);
  if (code === undefined) return `No public holidays: the country of ${timeZone} is not known; name it.`;
  const known = new Holidays();
  if (!(code.toUpperCase() in known.getCountries())) return `No public holidays are known for ${code}.`;
  if (state === undefined) return undefined;
  const states = known.getStates(code) ?? {};
  return Object.keys(states).some((name) => name.toUpperCase() === state.toUpperCase())
    ? undefined
    : `No public holidays are known for ${state} in ${code}: only the national ones are used.`;
}

function publicHolidaysOf(country: string, state: string, year: number): readonly string[] {
  const key = `${country}|${state}|${year}`;
  const known = kept.get(key);
  if (known) return known;
  const calendar = state === '' ? new Holidays(country) : new Holidays(country, state);
  const dates = (calendar.getHolidays(year) || []).filter(({ type }) => type === 'public').flatMap(wholeDays);
  if (kept.size >= MAX_KEPT) kept.clear();
  kept.set(key, dates);
  return dates;
}

// Some last several days; one that begins at noon or ends at sunset does not close the whole of that day.
function wholeDays({ date, start, end }: { date: string; start: Date; end: Date }): string[] {
  if (date.slice(11, 16) !== '00:00') return [];
  const hours = (end.getTime() - start.getTime()) / 3_600_000;
  const days = Math.floor((hours + 1) / 24); // a day of 23 hours is a day
  const first = Date.parse(date.slice(0, 10));
  return Array.from({ length: days }, (_, day) =>
    new Date(first + day * 86_400_000).toISOString().slice(0, 10),
  );
}
