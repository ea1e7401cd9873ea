import type { WeeklyInterval } from '@sprk/contracts';
import { describe, expect, test } from 'vitest';
import { parseOsmHours } from './parse-osm-hours.ts';

const BERLIN = { timeZone: 'Europe/Berlin', state: 'BE', holidayYears: [2026] };

function hoursOf(text: string): string {
  const result = parseOsmHours(text, BERLIN);
  if (!result.ok) return result.message;
  const { intervals, onHolidays } = result.schedule;
  const weekly = intervals.map(short).join(', ');
  return onHolidays === 'as_usual' ? weekly : `${weekly}; PH ${onHolidays.map(clocks).join() || 'off'}`;
}

function short(interval: WeeklyInterval): string {
  const day = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'][interval.weekday];
  return `${day}${interval.nth ? `[${interval.nth}]` : ''} ${clocks(interval)}`;
}

function clocks({ fromMinute, toMinute }: WeeklyInterval): string {
  return `${fromMinute / 60}-${toMinute / 60}`;
}

describe('parseOsmHours', () => {
  test.each([
    ['Mo-We 08:00-20:00', 'Mo 8-20, Tu 8-20, We 8-20'],
    ['Mo 07:00-24:00', 'Mo 7-24'],
    ['Mo 07:00-00:00', 'Mo 7-24'],
    ['We-Mo 08:00-20:00; Th-Su off', 'Mo 8-20, We 8-20'],
    ['24/7', 'Mo 0-24, Tu 0-24, We 0-24, Th 0-24, Fr 0-24, Sa 0-24, Su 0-24'],
    ['Mo,Tu 8:00 - 12:00,14:00-18:00', 'Mo 8-12, Mo 14-18, Tu 8-12, Tu 14-18'],
    ['Mo-Th 10:00-18:00; We off', 'Mo 10-18, Tu 10-18, Th 10-18'],
    ['Mo-Tu 10:00-18:00; Tu 12:00-14:00', 'Mo 10-18, Tu 12-14'],
    ['Mo-Tu 10:00-12:00, Tu 14:00-16:00', 'Mo 10-12, Tu 10-12, Tu 14-16'],
    ['Mo 08:00-18:00; 12:00-13:00 off', 'Mo 8-12, Mo 13-18'],
    ['off', ''],
  ])('reads the weekdays of %s', (text, expected) => {
    expect(hoursOf(text)).toBe(expected);
  });

  test.each([
    ['Fr 22:00-02:00', 'Fr 22-26'],
    ['Fr 22:00-26:00', 'Fr 22-26'],
    ['Fr 20:00-48:00', 'Fr 20-48'],
    ['Fr 10:00-10:00', 'Fr 10-34'],
    ['Mo-We 20:00-02:00; Tu off', 'Mo 20-26, We 20-26'],
    ['Fr,Sa 20:00-02:00; Sa 18:00-04:00', 'Fr 20-26, Sa 18-28'],
    ['Fr,Sa 20:00-02:00, Sa 10:00-12:00', 'Fr 20-26, Sa 10-12, Sa 20-26'],
    ['Fr 20:00-04:00, Fr 18:00-02:00', 'Fr 18-28'],
    ['Fr,Sa 18:00-04:00; Sa 20:00-02:00, Sa 21:00-03:00', 'Fr 18-28, Sa 20-27'],
    ['Mo 00:00-24:00; Tu 00:00-23:00', 'Mo 0-24, Tu 0-23'],
  ])('gives hours past midnight to the day they begin on: %s', (text, expected) => {
    expect(hoursOf(text)).toBe(expected);
  });

  test.each([
    ['We[2,4] 10:00-12:00', 'We[2,4] 10-12'],
    ['We[-1] 10:00-12:00', 'We[-1] 10-12'],
    ['We[2,-1] 10:00-12:00', 'We[2,-1] 10-12'],
    ['We[1-5] 10:00-12:00', 'We 10-12'],
    ['We 10:00-12:00; We[2] off', 'We[1,3,4,5] 10-12'],
    ['We 10:00-12:00; We[2] 10:00-14:00', 'We[1,3,4,5] 10-12, We[2] 10-14'],
    ['We 10:00-12:00; We[-1] off', 'We[1,2,3,-2] 10-12'],
    ['Sa[1] 20:00-02:00', 'Sa[1] 20-26'],
  ])('keeps the weeks of the month of %s', (text, expected) => {
    expect(hoursOf(text)).toBe(expected);
  });

  test.each([
    ['Mo 08:00-18:00; PH off', 'Mo 8-18; PH off'],
    ['Mo 08:00-18:00; Su,PH 10:00-14:00', 'Mo 8-18, Su 10-14; PH 10-14'],
    ['Mo 08:00-18:00; PH 10:00-12:00,14:00-15:00', 'Mo 8-18; PH 10-12,14-15'],
    ['Fr 20:00-02:00; PH 18:00-01:00', 'Fr 20-26; PH 18-25'],
    ['Th[2] 10:00-12:00; PH off', 'Th[2] 10-12; PH off'],
    ['PH off; Mo 08:00-18:00', 'Mo 8-18'],
    ['PH off; Th[2] 10:00-12:00', 'Th[2] 10-12'],
  ])('reads the public holidays of %s', (text, expected) => {
    expect(hoursOf(text)).toBe(expected);
  });

  test('writes the dates of the region into the schedule only if the hours depend on them', () => {
    const off = parseOsmHours('Mo-Fr 08:00-18:00; PH off', BERLIN);
    const silent = parseOsmHours('Mo-Fr 08:00-18:00', BERLIN);

    expect(off).toMatchObject({ ok: true, schedule: { holidays: expect.arrayContaining(['2026-03-08']) } });
    expect(silent).toMatchObject({ ok: true, schedule: { holidays: [] } });
  });

  test('warns about a region without known holidays, about odd spelling and about never being open', () => {
    const warnings = [
      parseOsmHours('Mo 08:00-18:00; PH off', { timeZone: 'Etc/GMT+3', holidayYears: [2026] }),
      parseOsmHours('Lundi 10-12', BERLIN),
      parseOsmHours('closed', BERLIN),
    ].map((result) => result.ok && result.warnings.join(' '));

    expect(warnings[0]).toContain('the country of Etc/GMT+3 is not known');
    expect(warnings[1]).toContain('Please use the English abbreviation "Mo"');
    expect(warnings[2]).toBe('Never open.');
  });

  test.each([
    ['Apr-Oct Mo 10:00-12:00', 'Not supported: months and dates ("Apr" at character 1).'],
    ['Mo 10:00-12:00; 2026 Dec 24 off', 'Not supported: months and dates ("Dec" at character 22).'],
    ['2026 Mo 10:00-12:00', 'Not supported: years ("2026" at character 1).'],
    ['week 1-20 Mo 10:00-12:00', 'Not supported: weeks of the year ("week" at character 1).'],
    ['easter off', 'Not supported: days counted from Easter ("easter" at character 1).'],
    ['Mo 10:00-sunset', 'Not supported: times by the sun ("sunset" at character 10).'],
    ['Mo 10:00-12:00; SH off', 'Not supported: school holidays ("SH" at character 17).'],
    ['Mo "by appointment"', 'Not supported: comments ("by appointment" at character 4).'],
    ['Mo 10:00-12:00 unknown', 'Not supported: hours that are only possible ("unknown" at character 16).'],
    ['Mo 10:00+', 'Not supported: open ends ("10:00+" at character 4).'],
    ['Sa[1] +1 day 10:00-12:00', 'Not supported: days counted from another day ("+1 day" at character 7).'],
    ['Mo; Tu', 'Not clear enough to read: days without times.'],
    [
      'PH Mo 10:00-12:00',
      'Not supported: public holidays on certain weekdays only ("PH Mo" at character 1).',
    ],
    [
      'Mo 10:00-12:00, PH 14:00-16:00',
      'Not supported: hours on public holidays that differ from weekday to weekday.',
    ],
    ['We[2] 10:00-12:00; We[-4] off', 'Not supported: days that are not the same weeks of every month.'],
    [
      '24/7; 22:00-06:00 off',
      'Not supported: closed times together with hours past midnight ("22:00-06:00 off" at character 7).',
    ],
    [
      'Mo-Fr 08:00-20:00 Sa 08:00-18:00',
      'Not clear enough to read: days or times written twice in one rule; separate rules by ";".',
    ],
    ['Avril 10:00-12:00', 'Not supported: months and dates (read as "Apr").'],
    [' ', 'No opening hours given.'],
    ['Mo 10:00', 'Cannot be read near character 8, at the end of "Mo 10:00": hyphen (-) or open end'],
    ['by arrangement', 'Cannot be read near character 2, at the end of "by": Unexpected token'],
    ['Mo 10:00-12:00;'.repeat(40), 'Longer than 500 characters.'],
  ])('refuses %s with a message that says what is not supported', (text, message) => {
    const result = parseOsmHours(text, BERLIN);

    expect(result.ok).toBe(false);
    expect(!result.ok && result.message).toContain(message);
  });
});
