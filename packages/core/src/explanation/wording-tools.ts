import { localDate, localMinute, weekdayOf } from '../hours/zone.ts';

export interface WordingTools {
  /** At most `digits` decimals (default 1), as the language writes them. */
  number(value: number, digits?: number): string;
  percent(share: number): string;
  /** HH:MM on the wall there. */
  time(at: number, timeZone: string): string;
  weekday(date: string): string;
  weekdayAt(at: number, timeZone: string): string;
  date(date: string): string;
  list(words: readonly string[]): string;
}

/** How numbers, times and lists are written. @param locale BCP 47 */
export function wordingTools(locale: string, weekdays: readonly string[]): WordingTools {
  const formats = [0, 1, 2].map((digits) => new Intl.NumberFormat(locale, { maximumFractionDigits: digits }));
  const percents = new Intl.NumberFormat(locale, { style: 'percent' });
  const dates = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  const lists = new Intl.ListFormat(locale);
  const weekday = (date: string) => weekdays[weekdayOf(date)] ?? date;
  return {
    number: (value, digits = 1) => formats[digits]?.format(value) ?? String(value),
    percent: (share) => percents.format(share),
    time(at, timeZone) {
      const minute = localMinute(at, timeZone);
      return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
    },
    weekday,
    weekdayAt: (at, timeZone) => weekday(localDate(at, timeZone)),
    date: (date) => dates.format(Date.parse(`${date}T00:00:00Z`)),
    list: (words) => lists.format(words),
  };
}
