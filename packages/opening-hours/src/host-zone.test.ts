import { afterEach, describe, expect, test } from 'vitest';
import { parseOsmHours } from './parse-osm-hours.ts';
import { publicHolidays } from './public-holidays.ts';

const HOSTS: readonly (readonly [string, number])[] = [
  ['UTC', 0],
  ['Europe/Berlin', -60],
  ['America/New_York', 300],
  ['Australia/Lord_Howe', -660],
  ['Pacific/Apia', -840],
  ['America/Nuuk', 180],
  ['Asia/Kathmandu', -345],
  ['Africa/Casablanca', 0],
];
const TEXTS = [
  'Mo-Sa 07:00-22:00; Su,PH off',
  'Mo-Su 22:00-03:00; PH 01:00-04:00',
  'We[2,-1] 00:00-24:00; Fr 02:00-02:30; We[4] off',
  '24/7; Su[1] 01:30-03:30 off',
];
const hostZone = process.env.TZ;

afterEach(() => {
  if (hostZone === undefined) delete process.env.TZ;
  else process.env.TZ = hostZone;
});

function readAll(): string {
  const place = { timeZone: 'America/New_York', holidayYears: [2025, 2026] };
  const holidays = ['Europe/Berlin', 'Asia/Seoul', 'Pacific/Auckland'].map((timeZone) =>
    publicHolidays({ timeZone, years: [2026] }),
  );
  return JSON.stringify([TEXTS.map((text) => parseOsmHours(text, place)), holidays]);
}

describe('the time zone of the host', () => {
  test.each(HOSTS)('does not change what is read: %s', (zone, winterOffset) => {
    process.env.TZ = 'UTC';
    const expected = readAll();

    process.env.TZ = zone;
    expect(new Date(2020, 0, 1).getTimezoneOffset()).toBeOneOf([winterOffset, winterOffset - 60]);
    expect(readAll()).toBe(expected);
  });
});
