import { isTimeZone } from '@sprk/core/hours/zone';
import { describe, expect, test } from 'vitest';
import { holidayWarning, publicHolidays } from './public-holidays.ts';
import { countryOfZone, zonesWithCountry } from './zone-country.ts';

describe('publicHolidays', () => {
  test('knows the holidays of a country by its zone and those of a state by its name', () => {
    const germany = publicHolidays({ timeZone: 'Europe/Berlin', years: [2026] });
    const berlin = publicHolidays({ timeZone: 'Europe/Berlin', state: 'BE', years: [2026] });

    expect(germany).toEqual([
      '2026-01-01',
      '2026-04-03',
      '2026-04-06',
      '2026-05-01',
      '2026-05-14',
      '2026-05-25',
      '2026-10-03',
      '2026-12-25',
      '2026-12-26',
    ]);
    expect(berlin).toEqual([germany[0], '2026-03-08', ...germany.slice(1)]);
  });

  test('gives several years in order and each date once', () => {
    const dates = publicHolidays({ timeZone: 'America/New_York', years: [2027, 2026, 2027] });

    expect(dates).toEqual([...new Set(dates)].sort());
    expect(dates).toContain('2026-11-26');
    expect(dates).toContain('2027-11-25');
    expect(dates).not.toContain('2026-02-14');
  });

  test('spells out holidays of several days and leaves out half days', () => {
    const korea = publicHolidays({ timeZone: 'Asia/Seoul', years: [2026] });
    const iceland = publicHolidays({ timeZone: 'Atlantic/Reykjavik', years: [2026] });

    expect(korea).toEqual(expect.arrayContaining(['2026-09-24', '2026-09-25', '2026-09-26']));
    expect(iceland).not.toContain('2026-12-24');
    expect(iceland).toContain('2026-12-25');
  });

  test('is empty for a place it does not know', () => {
    expect(publicHolidays({ timeZone: 'UTC', years: [2026] })).toEqual([]);
    expect(publicHolidays({ timeZone: 'UTC', country: 'XX', years: [2026] })).toEqual([]);
  });

  test('takes a named country before that of the zone', () => {
    expect(publicHolidays({ timeZone: 'Europe/Berlin', country: 'AT', years: [2026] })).toContain(
      '2026-10-26',
    );
  });
});

describe('holidayWarning', () => {
  test('says what is not known', () => {
    const timeZone = 'Europe/Berlin';

    expect(holidayWarning({ timeZone: 'UTC' })).toContain('the country of UTC is not known');
    expect(holidayWarning({ timeZone, country: 'XX' })).toBe('No public holidays are known for XX.');
    expect(holidayWarning({ timeZone, state: 'ZZ' })).toContain('only the national ones are used');
    expect(holidayWarning({ timeZone, state: 'BE' })).toBeUndefined();
    expect(holidayWarning({ timeZone: 'America/Chicago', state: 'il' })).toBeUndefined();
    expect(holidayWarning({ timeZone })).toBeUndefined();
  });
});

describe('the table of zones', () => {
  test('has real zones of countries whose holidays are known', () => {
    expect(zonesWithCountry.filter((zone) => !isTimeZone(zone))).toEqual([]);
    expect(zonesWithCountry.filter((zone) => holidayWarning({ timeZone: zone }))).toEqual([]);
    expect(['Europe/Zagreb', 'America/Nuuk', 'Africa/Abidjan'].map(countryOfZone)).toEqual([
      'HR',
      'GL',
      undefined,
    ]);
  });
});
