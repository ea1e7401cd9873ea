import type { OpeningSchedule } from '@sprk/contracts';
import { describe, expect, test } from 'vitest';
import { earliestSlot, type OpeningSlot } from './earliest-slot.ts';
import { isOpenAt } from './is-open.ts';

const timeZone = 'America/New_York';
const closures: never[] = [];

function utc(text: string): number {
  return Date.parse(`${text}Z`);
}

function open(weekday: number, fromMinute: number, toMinute: number): OpeningSchedule {
  return { intervals: [{ weekday, fromMinute, toMinute }], onHolidays: 'as_usual', holidays: [] };
}

function find(schedule: OpeningSchedule | undefined, arrival: string, deadline: string, searchDays?: number) {
  const times = { arrivalAt: utc(arrival), deadlineAt: utc(deadline) };
  const slot = earliestSlot({
    schedule,
    closures,
    timeZone,
    ...times,
    ...(searchDays === undefined ? {} : { searchDays }),
  });
  return slot && short(slot);
}

function short(slot: OpeningSlot): string {
  return `${slot.date} ${new Date(slot.startAt).toISOString().slice(5, 16)}`;
}

// 2026-11-23 is a Monday; New York is five hours behind UTC.
const mondayNineToFive = open(0, 540, 1020);

describe('earliestSlot', () => {
  test('starts at arrival inside an opening and at the opening when early', () => {
    expect(find(mondayNineToFive, '2026-11-23T15:00', '2026-11-24T00:00')).toBe('2026-11-23 11-23T15:00');
    expect(find(mondayNineToFive, '2026-11-23T10:00', '2026-11-24T00:00')).toBe('2026-11-23 11-23T14:00');
  });

  test('counts closing time and the deadline themselves as in time, and nothing after', () => {
    expect(find(mondayNineToFive, '2026-11-23T22:00', '2026-11-24T00:00')).toBe('2026-11-23 11-23T22:00');
    expect(find(mondayNineToFive, '2026-11-23T22:00:00.001', '2026-11-24T00:00')).toBeUndefined();
    expect(find(mondayNineToFive, '2026-11-23T10:00', '2026-11-23T14:00')).toBe('2026-11-23 11-23T14:00');
    expect(find(mondayNineToFive, '2026-11-23T10:00', '2026-11-23T13:59:59.999')).toBeUndefined();
    expect(find(mondayNineToFive, '2026-11-23T15:00', '2026-11-23T14:59')).toBeUndefined();
  });

  test('uses the capacity of the evening before when an opening runs past midnight', () => {
    const sundayNight = open(6, 1200, 1560);

    expect(find(sundayNight, '2026-11-23T06:30', '2026-11-23T20:00')).toBe('2026-11-22 11-23T06:30');
    expect(find(sundayNight, '2026-11-23T07:01', '2026-11-23T20:00')).toBeUndefined();
  });

  test('reaches an opening that lasts to the end of the second day', () => {
    const twoDays = open(5, 0, 2880);

    expect(find(twoDays, '2026-11-23T04:59', '2026-11-23T20:00')).toBe('2026-11-21 11-23T04:59');
    expect(find(twoDays, '2026-11-23T05:00', '2026-11-23T20:00')).toBe('2026-11-21 11-23T05:00');
  });

  test('looks a given number of local days ahead', () => {
    const query = ['2026-11-19T15:00', '2026-12-31T00:00'] as const;

    expect(find(mondayNineToFive, ...query)).toBe('2026-11-23 11-23T14:00');
    expect(find(mondayNineToFive, ...query, 3)).toBeUndefined();
  });

  test('finds the opening that is first in time where the clocks skip the end of a day', () => {
    // Nuuk goes from 23:00 on Saturday, 28 March 2026, to 00:00 on Sunday (01:00 UTC).
    const schedule: OpeningSchedule = {
      intervals: [
        { weekday: 5, fromMinute: 1410, toMinute: 1500 },
        { weekday: 6, fromMinute: 0, toMinute: 120 },
      ],
      onHolidays: 'as_usual',
      holidays: [],
    };
    const times = { arrivalAt: utc('2026-03-28T20:00'), deadlineAt: utc('2026-03-29T20:00') };

    const slot = earliestSlot({ schedule, closures, timeZone: 'America/Nuuk', ...times });

    expect(slot && short(slot)).toBe('2026-03-29 03-29T01:00');
  });

  test('still knows an opening that ended with a date the zone left out', () => {
    const arrivalAt = utc('2011-12-30T10:00'); // 31 December, 00:00 in Apia; there was no 30 December

    const slot = earliestSlot({
      schedule: open(2, 0, 2880),
      closures,
      timeZone: 'Pacific/Apia',
      arrivalAt,
      deadlineAt: arrivalAt,
    });

    expect(slot && short(slot)).toBe('2011-12-28 12-30T10:00');
  });

  test('takes anybody without hours at once', () => {
    expect(find(undefined, '2026-11-23T08:00', '2026-11-23T08:00')).toBe('2026-11-23 11-23T08:00');
  });
});

describe('isOpenAt', () => {
  test('includes both ends of an opening', () => {
    const instants = ['T13:59:59.999', 'T14:00', 'T18:00', 'T22:00', 'T22:00:00.001'];

    const open = instants.map((at) => isOpenAt(mondayNineToFive, closures, timeZone, utc(`2026-11-23${at}`)));

    expect(open).toEqual([false, true, true, true, false]);
  });
});
