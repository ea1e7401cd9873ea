import type { WeeklyInterval } from '@sprk/contracts';
import { parseNycHours, parseOsmHours } from '@sprk/opening-hours';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { osmFromIntervals } from './osm-from-intervals.ts';

function written(nycText: string): string {
  const hours = parseNycHours(nycText);
  if (!hours.ok) throw new Error(hours.reason);
  return osmFromIntervals(hours.intervals);
}

function readBack(text: string): WeeklyInterval[] {
  const hours = parseOsmHours(text, { timeZone: 'America/New_York', holidayYears: [] });
  if (!hours.ok) throw new Error(`${text}: ${hours.message}`);
  return hours.schedule.intervals;
}

/** Open minutes of each weekday in its nth week (1..5), in a month where it comes 4 or 5 times. */
function openMinutes(intervals: readonly WeeklyInterval[]): string[] {
  const minutes = new Set<string>();
  for (const { weekday, fromMinute, toMinute, nth } of intervals) {
    for (const [times, week] of [4, 5].flatMap((times) =>
      Array.from({ length: times }, (_, index) => [times, index + 1] as const),
    )) {
      if (nth && !nth.includes(week) && !nth.includes(week - times - 1)) continue;
      for (let minute = fromMinute; minute < toMinute; minute += 15) {
        minutes.add(`${times} ${week} ${(weekday * 1440 + minute) % 10_080}`);
      }
    }
  }
  return [...minutes].sort();
}

test.each([
  ['MON-FRI 10:30AM-12:30PM', 'Mo-Fr 10:30-12:30'],
  ['TUE,WED,THUR 1:30-3PM', 'Tu-Th 13:30-15:00'],
  ['WED (2,4) 11AM-1PM', 'We[2,4] 11:00-13:00'],
  ['MON,TUE,FRI 9AM-12PM&1-4PM', 'Mo,Tu,Fr 09:00-12:00,13:00-16:00'],
  ['TUE/THUR 2-4PM/10AM-1PM', 'Tu 14:00-16:00; Th 10:00-13:00'],
  ['WED(LAST) 9AM-12PM', 'We[-1] 09:00-12:00'],
  ['SAT(1,2,4,5)/SAT(3) 12-1PM/11AM-1PM', 'Sa[1,2,4,5] 12:00-13:00, Sa[3] 11:00-13:00'],
])('writes %s as %s', (nyc, osm) => {
  expect(written(nyc)).toBe(osm);
  expect(openMinutes(readBack(osm))).toEqual(openMinutes(readBack(written(nyc))));
});

test('makes one of hours that overlap, and nothing of nothing', () => {
  const monday = (fromMinute: number, toMinute: number) => ({ weekday: 0, fromMinute, toMinute });

  expect(osmFromIntervals([monday(720, 840), monday(540, 720), monday(600, 660)])).toBe('Mo 09:00-14:00');
  expect(osmFromIntervals([monday(1200, 1560)])).toBe('Mo 20:00-26:00');
  expect(osmFromIntervals([])).toBe('');
});

const weeks = fc.option(fc.uniqueArray(fc.constantFrom(1, 2, 3, 4, 5), { minLength: 1, maxLength: 3 }), {
  nil: undefined,
});
const interval = fc
  .record({ weekday: fc.integer({ min: 0, max: 6 }), from: fc.integer({ min: 0, max: 80 }), nth: weeks })
  .chain(({ weekday, from, nth }) =>
    fc.integer({ min: 1, max: 95 - from }).map(
      (quarters): WeeklyInterval => ({
        ...{ weekday, fromMinute: from * 15, toMinute: (from + quarters) * 15 },
        ...(nth && { nth }),
      }),
    ),
  );

test('is read back as the same hours', () => {
  fc.assert(
    fc.property(fc.array(interval, { minLength: 1, maxLength: 4 }), (intervals) => {
      const text = osmFromIntervals(intervals);

      expect(openMinutes(readBack(text)), text).toEqual(openMinutes(intervals));
    }),
    { numRuns: 60 },
  );
});
