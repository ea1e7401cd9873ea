import type { WeeklyInterval } from '@sprk/contracts';
import { describe, expect, test } from 'vitest';
import { parseNycHours } from './parse-nyc-hours.ts';

function hoursOf(text: string): string {
  const result = parseNycHours(text);
  return result.ok ? result.intervals.map(short).join(', ') : result.reason;
}

function short({ weekday, fromMinute, toMinute, nth }: WeeklyInterval): string {
  const day = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'][weekday];
  return `${day}${nth ? `[${nth}]` : ''} ${clock(fromMinute)}-${clock(toMinute)}`;
}

function clock(minute: number): string {
  return `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`;
}

describe('parseNycHours', () => {
  test.each([
    ['TUE,WED,THUR 1:30-3PM', 'Tu 13:30-15:00, We 13:30-15:00, Th 13:30-15:00'],
    ['M,TU,W,F 2:30-4:30PM', 'Mo 14:30-16:30, Tu 14:30-16:30, We 14:30-16:30, Fr 14:30-16:30'],
    ['TUES, THURS 9AM-12PM', 'Tu 9:00-12:00, Th 9:00-12:00'],
    ['WED-FRI 11AM-1PM', 'We 11:00-13:00, Th 11:00-13:00, Fr 11:00-13:00'],
    ['SAT - MON 3-7PM', 'Mo 15:00-19:00, Sa 15:00-19:00, Su 15:00-19:00'],
    ['wed (2,4) 11am-1pm', 'We[2,4] 11:00-13:00'],
  ])('reads the days of %s', (text, expected) => {
    expect(hoursOf(text)).toBe(expected);
  });

  test.each([
    ['FRI (3RD) 12:30-2:30PM', 'Fr[3] 12:30-14:30'],
    ['THUR (1, LAST) 4-6PM', 'Th[1,-1] 16:00-18:00'],
    ['SAT (4TH ONLY) 10AM-12PM', 'Sa[4] 10:00-12:00'],
    ['TUE(1),SAT(3) 9:30-11:30AM', 'Tu[1] 9:30-11:30, Sa[3] 9:30-11:30'],
    ['WED(CLOSED 5TH WED)1:30-4PM', 'We[1,2,3,4] 13:30-16:00'],
    ['TUE/1ST SAT 10AM-1PM/10AM-12PM', 'Tu 10:00-13:00, Sa[1] 10:00-12:00'],
  ])('reads the weeks of the month of %s', (text, expected) => {
    expect(hoursOf(text)).toBe(expected);
  });

  test.each([
    ['FRI 1-3PM', 'Fr 13:00-15:00'],
    ['FRI 9-11AM', 'Fr 9:00-11:00'],
    ['FRI 10-1PM', 'Fr 10:00-13:00'],
    ['FRI 11:30-1PM', 'Fr 11:30-13:00'],
    ['FRI 9-5PM', 'Fr 9:00-17:00'],
    ['FRI 9-12PM', 'Fr 9:00-12:00'],
    ['FRI 12-2PM', 'Fr 12:00-14:00'],
    ['FRI 10A - 12:30P', 'Fr 10:00-12:30'],
    ['FRI 6PM-12AM', 'Fr 18:00-24:00'],
    ['FRI 10PM-2AM', 'Fr 22:00-26:00'],
    ['FRI 12AM-2AM', 'Fr 0:00-2:00'],
  ])('infers the half of the day in %s', (text, expected) => {
    expect(hoursOf(text)).toBe(expected);
  });

  test.each([
    ['SAT(1,2,4,5)/SAT(3) 12-1PM/11AM-1PM', 'Sa[3] 11:00-13:00, Sa[1,2,4,5] 12:00-13:00'],
    ['M,W/TUE/SUN 9A-2P/1-6PM/12-2PM', 'Mo 9:00-14:00, Tu 13:00-18:00, We 9:00-14:00, Su 12:00-14:00'],
    ['MON/TUE 9AM-12PM&1-4PM/2-3PM', 'Mo 9:00-12:00, Mo 13:00-16:00, Tu 14:00-15:00'],
    ['M-TU/TUE 12-2PM/4-6PM', 'Mo 12:00-14:00, Tu 12:00-14:00, Tu 16:00-18:00'],
    ['WED/FRI 6-7:15PM', 'We 18:00-19:15, Fr 18:00-19:15'],
    ['SUN 6:30-7:30A/12-1:30P/4-6P', 'Su 6:30-7:30, Su 12:00-13:30, Su 16:00-18:00'],
  ])('reads the parallel lists of %s', (text, expected) => {
    expect(hoursOf(text)).toBe(expected);
  });

  test('keeps remarks as notes', () => {
    const result = parseNycHours('TUE(SR ONLY)/WED 11AM-1PM/3-6PM (info by zip code in alpha order)');

    expect(result).toMatchObject({ ok: true, notes: ['TUE(SR ONLY)', 'info by zip code in alpha order'] });
  });

  test.each([
    ['', '"" is not days followed by times'],
    ['MON', '"MON" is not days followed by times'],
    ['DAILY 9AM-5PM', '"DAILY" is not a day of the week'],
    ['T,S 9AM-5PM', '"T" is not a day of the week'],
    ['MON-MON 9AM-5PM', '"MON-MON" begins and ends on the same day'],
    ['THUR,THUR 10AM-4PM', '"THUR,THUR" names a day twice'],
    ['SUN (,4) 2-5PM', '"SUN (,4)" does not name weeks of the month by 1 to 5 or LAST'],
    ['WED(CLOSED 5TH FRI) 2-5PM', '"WED(CLOSED 5TH FRI)" does not name weeks of the month by 1 to 5 or LAST'],
    ['1ST SAT (2) 2-5PM', '"1ST SAT (2)" says the week of the month twice'],
    ['6TH SAT 2-5PM', '"6TH SAT" does not name weeks of the month by 1 to 5 or LAST'],
    ['MON-FRI (1,3) 2-5PM', '"MON-FRI (1,3)" does not say which days the weeks of the month are for'],
    [
      'TUE,FRI(1,3) 1-3PM',
      '"TUE,FRI(1,3)" does not say whether the weeks of the month are for all of its days',
    ],
    ['FRI/(2,4) 1-3PM/1-4PM', '"(2,4)" is not a day of the week'],
    ['SAT/SAT(2) 10AM-12PM/1-3PM', '"SAT(2)" may add to "SAT" or replace it'],
    ['M-F/M-W 12-2PM/1-6PM', '"M-W" may add to "M-F" or replace it'],
    ['SAT(1,2)/SAT(2) 1-3PM/2-4PM', '"SAT(2)" may add to "SAT(1,2)" or replace it'],
    ['M/TU/W 1-2PM/2-3PM', '"M/TU/W 1-2PM/2-3PM" has 3 lists of days for 2 of times'],
    ['FRI 8-:8:30AM', '"8-:8:30AM" is not a time from - to with AM or PM'],
    ['FRI 6-7:15', '"6-7:15" is not a time from - to with AM or PM'],
    ['FRI/SUN 9AM-1PM/APPT ONLY', '"APPT ONLY" is not a time from - to with AM or PM'],
    ['FRI 13-14PM', '"13-14PM" has a time that does not exist'],
    ['FRI 9:75-10AM', '"9:75-10AM" has a time that does not exist'],
    ['FRI 10-2AM', '"10-2AM" does not say which half of the day it begins in'],
    ['FRI 12-2AM', '"12-2AM" does not say noon or midnight'],
    ['FRI 11AM-9AM', '"11AM-9AM" ends before it begins'],
    ['FRI 1-4PM&2-5PM', '"1-4PM&2-5PM" has times that are not in order'],
    ['FRI 1-4PM (closed in August)', '"closed in August" may change the hours'],
    ['FRI 1-4PM (by appt)', '"by appt" may change the hours'],
  ])('refuses %s and names the part', (text, reason) => {
    expect(parseNycHours(text)).toEqual({ ok: false, reason });
  });
});
