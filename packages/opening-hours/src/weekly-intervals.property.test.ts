import { openWindows } from '@sprk/core/hours/open-window';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { joinTouching } from './evaluate-days.ts';
import { openOsm } from './osm-text.ts';
import { parseOsmHours } from './parse-osm-hours.ts';

// Hours past midnight are left out here: there the library cuts a night at a day with its own rule, and goes
// on with the rest of a night that another rule took away; the tests beside this one say what we do.

const NAMES = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'] as const;
const DAY_MS = 86_400_000;

const weeks = fc.oneof(
  { weight: 3, arbitrary: fc.constant('') },
  fc
    .uniqueArray(fc.constantFrom(1, 2, 3, 4, 5, -1, -2), { minLength: 1, maxLength: 3 })
    .map((nths) => `[${nths.join()}]`),
);
const days = fc.oneof(
  fc.tuple(fc.constantFrom(...NAMES), weeks).map(([day, nths]) => day + nths),
  fc.tuple(fc.constantFrom(...NAMES), fc.constantFrom(...NAMES)).map(([from, to]) => `${from}-${to}`),
  fc.constant('PH'),
);
const quarterHours = fc.uniqueArray(fc.integer({ min: 0, max: 96 }), { minLength: 2, maxLength: 4 });
const times = quarterHours.map((marks) => {
  const clocks = marks.sort((a, b) => a - b).map(clock);
  return clocks.length < 4
    ? `${clocks[0]}-${clocks[1]}`
    : `${clocks[0]}-${clocks[1]},${clocks[2]}-${clocks[3]}`;
});
const rule = fc
  .tuple(fc.uniqueArray(days, { minLength: 1, maxLength: 2 }), fc.oneof(times, times, fc.constant('off')))
  .map(([names, hours]) => `${names.join()} ${hours}`);
const someHours = fc
  .array(fc.tuple(rule, fc.constantFrom('; ', '; ', ', ')), { minLength: 1, maxLength: 4 })
  .map((rules) => rules.map(([text, separator], index) => (index === 0 ? text : separator + text)).join(''));

function clock(quarter: number): string {
  return `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`;
}

describe('schedules read from OpenStreetMap syntax', () => {
  test('are open exactly when the library says so, on every day from April to July', () => {
    let readCount = 0;
    fc.assert(
      fc.property(someHours, (text) => {
        const result = parseOsmHours(text, { timeZone: 'Europe/Berlin', state: 'BE', holidayYears: [2026] });
        if (!result.ok) return;
        readCount++;
        const library = openOsm(text);
        for (let day = 0; day < 122; day++) {
          const [startsAt, endsAt] = [new Date(2026, 3, 1 + day), new Date(2026, 3, 2 + day)];
          if (startsAt.getTimezoneOffset() !== endsAt.getTimezoneOffset()) continue;
          const minuteOf = (at: Date) => (at.getTime() - startsAt.getTime()) / 60_000;
          const expected = library
            .getOpenIntervals(startsAt, endsAt)
            .map(([from, to]) => ({ from: minuteOf(from), to: minuteOf(to) }));
          const midnight = Date.UTC(2026, 3, 1) + day * DAY_MS;
          const found = openWindows(
            result.schedule,
            [],
            'UTC',
            new Date(midnight).toISOString().slice(0, 10),
          );

          expect(
            found.map(({ opensAt, closesAt }) => ({
              from: (opensAt - midnight) / 60_000,
              to: (closesAt - midnight) / 60_000,
            })),
          ).toEqual(joinTouching(expected));
        }
      }),
      { numRuns: 150 },
    );
    expect(readCount).toBeGreaterThan(75);
  });
});
