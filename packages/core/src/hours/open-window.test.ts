import type { OpeningSchedule, WeeklyInterval } from '@sprk/contracts';
import { describe, expect, test } from 'vitest';
import { openWindows } from './open-window.ts';

const BERLIN = 'Europe/Berlin';

function aSchedule(intervals: WeeklyInterval[], rest: Partial<OpeningSchedule> = {}): OpeningSchedule {
  return { intervals, onHolidays: 'as_usual', holidays: [], ...rest };
}

function every(fromMinute: number, toMinute: number): WeeklyInterval[] {
  return [0, 1, 2, 3, 4, 5, 6].map((weekday) => ({ weekday, fromMinute, toMinute }));
}

function utc(text: string): number {
  return Date.parse(`${text}Z`);
}

function spans(...args: Parameters<typeof openWindows>): string[] {
  return openWindows(...args).map(({ opensAt, closesAt, date }) => {
    const [from, to] = [opensAt, closesAt].map((at) => new Date(at).toISOString().slice(5, 16));
    return `${date}: ${from} ${to}`;
  });
}

describe('openWindows', () => {
  test('gives the opening of the weekday in absolute time', () => {
    const schedule = aSchedule([{ weekday: 0, fromMinute: 480, toMinute: 1200 }]);

    expect(openWindows(schedule, [], BERLIN, '2026-11-23')).toEqual([
      { opensAt: utc('2026-11-23T07:00'), closesAt: utc('2026-11-23T19:00'), date: '2026-11-23' },
    ]);
    expect(openWindows(schedule, [], BERLIN, '2026-11-24')).toEqual([]);
  });

  test('opens only on the named weeks of the month, counted from either end', () => {
    const schedule = aSchedule([{ weekday: 2, fromMinute: 660, toMinute: 780, nth: [2, -1] }]);
    const wednesdays = ['2026-07-01', '2026-07-08', '2026-07-15', '2026-07-22', '2026-07-29'];

    const open = wednesdays.filter((date) => openWindows(schedule, [], BERLIN, date).length > 0);

    expect(open).toEqual(['2026-07-08', '2026-07-29']);
  });

  test('counts the leap day as the fifth Thursday and the last', () => {
    const nths = [[5], [-1], [4], [-2]];

    const open = nths.map(
      (nth) =>
        openWindows(
          aSchedule([{ weekday: 3, fromMinute: 0, toMinute: 60, nth }]),
          [],
          'Asia/Kathmandu',
          '2024-02-29',
        ).length,
    );

    expect(open).toEqual([1, 1, 0, 0]);
  });

  test('is closed on every day of a closure, both ends included', () => {
    const closures = [{ from: '2026-12-24', to: '2026-12-26' }];
    const dates = ['2026-12-23', '2026-12-24', '2026-12-25', '2026-12-26', '2026-12-27'];

    const open = dates.map((date) => openWindows(aSchedule(every(480, 960)), closures, BERLIN, date).length);

    expect(open).toEqual([1, 0, 0, 0, 1]);
  });

  test('ends a night at the start of a closed day', () => {
    const night = aSchedule(every(1320, 1560));
    const closures = [{ from: '2026-12-24', to: '2026-12-24' }];

    expect(spans(night, closures, BERLIN, '2026-12-23')).toEqual(['2026-12-23: 12-23T21:00 12-23T23:00']);
    expect(spans(aSchedule(every(1440, 1560)), closures, BERLIN, '2026-12-23')).toEqual([]);
  });

  test('uses the hours of public holidays on those dates and ignores their weekday', () => {
    const schedule = aSchedule(every(480, 1200), {
      holidays: ['2026-12-25'],
      onHolidays: [{ weekday: 0, fromMinute: 600, toMinute: 840 }],
    });

    expect(spans(schedule, [], BERLIN, '2026-12-25')).toEqual(['2026-12-25: 12-25T09:00 12-25T13:00']);
    expect(spans({ ...schedule, onHolidays: [] }, [], BERLIN, '2026-12-25')).toEqual([]);
    expect(spans({ ...schedule, onHolidays: 'as_usual' }, [], BERLIN, '2026-12-25')).toHaveLength(1);
  });

  test('lets the night before a public holiday end as usual', () => {
    const schedule = aSchedule(every(1320, 1560), { holidays: ['2026-12-25'], onHolidays: [] });

    expect(spans(schedule, [], BERLIN, '2026-12-24')).toEqual(['2026-12-24: 12-24T21:00 12-25T01:00']);
  });

  test('is open the whole local day without a schedule, 23 or 25 hours long when the clocks change', () => {
    const hours = ['2026-03-29', '2026-10-25', '2026-11-23'].map((date) => {
      const [day] = openWindows(undefined, [], BERLIN, date);
      return day && (day.closesAt - day.opensAt) / 3_600_000;
    });

    expect(hours).toEqual([23, 25, 24]);
    expect(openWindows(undefined, [{ from: '2026-11-23', to: '2026-11-23' }], BERLIN, '2026-11-23')).toEqual(
      [],
    );
  });

  test('merges overlapping and touching intervals whatever their order', () => {
    const intervals = [
      { weekday: 0, fromMinute: 900, toMinute: 960 },
      { weekday: 0, fromMinute: 480, toMinute: 600 },
      { weekday: 0, fromMinute: 600, toMinute: 720 },
      { weekday: 0, fromMinute: 690, toMinute: 840 },
    ];

    expect(spans(aSchedule(intervals), [], 'UTC', '2026-11-23')).toEqual([
      '2026-11-23: 11-23T08:00 11-23T14:00',
      '2026-11-23: 11-23T15:00 11-23T16:00',
    ]);
  });

  test('moves a time in the skipped hour forward and drops an opening that vanishes in it', () => {
    const from = aSchedule(every(150, 300));
    const vanishing = aSchedule(every(150, 180));

    expect(spans(from, [], BERLIN, '2026-03-29')).toEqual(['2026-03-29: 03-29T01:30 03-29T03:00']);
    expect(spans(vanishing, [], BERLIN, '2026-03-29')).toEqual([]);
  });

  test('takes the first of two equal wall-clock times', () => {
    expect(spans(aSchedule(every(90, 150)), [], BERLIN, '2026-10-25')).toEqual([
      '2026-10-25: 10-24T23:30 10-25T00:30',
    ]);
  });

  test('knows that Samoa had no 30 December 2011', () => {
    const dates = ['2011-12-29', '2011-12-30', '2011-12-31'];

    expect(dates.map((date) => openWindows(undefined, [], 'Pacific/Apia', date).length)).toEqual([1, 0, 1]);
  });

  test('refuses a date or a zone that does not exist', () => {
    expect(() => openWindows(undefined, [], BERLIN, '2026-02-30')).toThrow(RangeError);
    expect(() => openWindows(undefined, [], 'Europe/Atlantis', '2026-02-20')).toThrow(RangeError);
  });
});
