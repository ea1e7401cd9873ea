import type { OpeningSchedule, WeeklyInterval } from '@sprk/contracts';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { MINUTE, oracleWindows } from './_oracle.ts';
import { earliestSlot } from './earliest-slot.ts';
import { isOpenAt } from './is-open.ts';
import { openWindows } from './open-window.ts';

const PLACES: readonly (readonly [string, readonly string[]])[] = [
  ['Europe/Berlin', ['2026-03-29', '2026-10-25', '2024-02-29', '2026-12-31']],
  ['America/New_York', ['2026-03-08', '2026-11-01', '2028-02-29']],
  ['Australia/Lord_Howe', ['2026-04-05', '2026-10-04', '2024-03-01']],
  ['Asia/Kathmandu', ['2026-05-31', '2024-02-29']],
  ['Pacific/Apia', ['2011-12-29', '2011-12-30', '2011-12-31', '2020-04-05']],
  ['America/Nuuk', ['2026-03-28', '2026-03-29', '2026-10-24']],
  ['America/Santiago', ['2026-04-04', '2026-09-06']],
];

const minuteOfDay = fc.oneof(
  fc.constantFrom(0, 60, 120, 150, 1380, 1410, 1440),
  fc.integer({ min: 0, max: 1440 }),
);
const anInterval: fc.Arbitrary<WeeklyInterval> = fc
  .record({
    weekday: fc.integer({ min: 0, max: 6 }),
    fromMinute: minuteOfDay,
    minutes: fc.oneof(fc.constantFrom(30, 60, 1440), fc.integer({ min: 1, max: 1440 })),
    nth: fc.option(fc.uniqueArray(fc.integer({ min: -5, max: 5 }), { maxLength: 3 }), {
      nil: undefined,
      freq: 3,
    }),
  })
  .map(({ weekday, fromMinute, minutes, nth }) => ({
    weekday,
    fromMinute,
    toMinute: fromMinute + minutes,
    ...(nth ? { nth } : {}),
  }));

const aCase = fc
  .constantFrom(...PLACES)
  .chain(([timeZone, dates]) =>
    fc.record({
      timeZone: fc.constant(timeZone),
      date: fc.constantFrom(...dates),
      shift: fc.integer({ min: -3, max: 3 }),
    }),
  )
  .chain(({ timeZone, date, shift }) => {
    const middle = Temporal.PlainDate.from(date).add({ days: shift });
    const near = fc.integer({ min: -3, max: 5 }).map((days) => middle.add({ days }).toString());
    return fc.record({
      timeZone: fc.constant(timeZone),
      date: fc.constant(middle.toString()),
      closures: fc.array(
        fc.tuple(near, near).map(([a, b]) => ({ from: a < b ? a : b, to: a < b ? b : a })),
        { maxLength: 1 },
      ),
      schedule: fc.option(
        fc.record<OpeningSchedule>({
          intervals: fc.array(anInterval, { maxLength: 12 }),
          onHolidays: fc.oneof(fc.constant('as_usual' as const), fc.array(anInterval, { maxLength: 2 })),
          holidays: fc.array(near, { maxLength: 2 }),
        }),
        { nil: undefined, freq: 8 },
      ),
    });
  });

describe('against an oracle that reads minute by minute', () => {
  test('finds the same openings on a date', () => {
    fc.assert(
      fc.property(aCase, ({ schedule, closures, timeZone, date }) => {
        expect(openWindows(schedule, closures, timeZone, date)).toEqual(
          oracleWindows(schedule, closures, timeZone, date),
        );
      }),
      { numRuns: 1000 },
    );
  });

  test('finds the same first minute and opening day', () => {
    const times = fc.record({
      arrivalMinute: fc.oneof(fc.constantFrom(0, 1440), fc.integer({ min: -120, max: 1560 })),
      patience: fc.integer({ min: -10, max: 5 * 1440 }),
      searchDays: fc.integer({ min: 0, max: 3 }),
    });
    fc.assert(
      fc.property(aCase, times, (where, { arrivalMinute, patience, searchDays }) => {
        const { schedule, closures, timeZone, date } = where;
        const day = Temporal.PlainDate.from(date);
        const arrivalAt = day.toZonedDateTime(timeZone).epochMilliseconds + arrivalMinute * MINUTE;
        const deadlineAt = arrivalAt + patience * MINUTE;
        const arrivalDay = Temporal.Instant.fromEpochMilliseconds(arrivalAt)
          .toZonedDateTimeISO(timeZone)
          .toPlainDate();
        const windows = Array.from({ length: searchDays + 5 }, (_, index) => index - 4).flatMap((days) =>
          oracleWindows(schedule, closures, timeZone, arrivalDay.add({ days }).toString()),
        );
        let expected: object | undefined;
        for (let at = arrivalAt; at <= deadlineAt && !expected; at += MINUTE) {
          const open = windows.find(({ opensAt, closesAt }) => opensAt <= at && at <= closesAt);
          if (open) expected = { ...open, startAt: at };
        }

        expect(earliestSlot({ ...where, arrivalAt, deadlineAt, searchDays })).toEqual(expected);
        expect(isOpenAt(schedule, closures, timeZone, arrivalAt)).toBe(
          windows.some(({ opensAt, closesAt }) => opensAt <= arrivalAt && arrivalAt <= closesAt),
        );
      }),
      { numRuns: 400 },
    );
  });
});
