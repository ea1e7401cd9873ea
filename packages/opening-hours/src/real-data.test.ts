import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openWindows } from '@sprk/core/hours/open-window';
import { describe, expect, test } from 'vitest';
import { joinTouching } from './evaluate-days.ts';
import { openOsm } from './osm-text.ts';
import { parseNycHours } from './parse-nyc-hours.ts';
import { parseOsmHours } from './parse-osm-hours.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const folder = resolve(root, process.env.SPRK_FIXTURES ?? '../shared/data');
const isMissing = !existsSync(folder);
if (isMissing) console.warn(`Skipped: no fixtures in ${folder}; set SPRK_FIXTURES.`);

const BERLIN = { timeZone: 'Europe/Berlin', state: 'BE', holidayYears: [2026] };

/** One column of a CSV file with a header row; quoted fields may hold commas and doubled quotes. */
function column(file: string, name: string): string[] {
  const [header = [], ...rows] = readFileSync(resolve(folder, file), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) =>
      [...`,${line}`.matchAll(/,(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) =>
        (quoted?.replaceAll('""', '"') ?? plain ?? '').trim(),
      ),
    );
  return rows.map((row) => row[header.indexOf(name)] ?? '');
}

function countBy(values: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}

describe.skipIf(isMissing)('hours of Berlin supermarkets', () => {
  test('are all read but those that a weekly schedule cannot say', () => {
    const texts = column('berlin_supermarkets_osm.csv', 'opening_hours');
    const given = texts.filter((text) => text !== '');
    const resultOf = new Map([...new Set(given)].map((text) => [text, parseOsmHours(text, BERLIN)]));

    const messages = given.flatMap((text) => {
      const result = resultOf.get(text)!;
      return result.ok ? [] : [result.message.replace(/ \(.*/, '')];
    });

    expect([texts.length, given.length, given.length - messages.length]).toEqual([1358, 1260, 1251]);
    expect(countBy(messages)).toEqual({
      'Not supported: comments': 4,
      'Not supported: days counted from another day': 1,
      'Not supported: months and dates': 3,
      'Not clear enough to read: days or times written twice in one rule; separate rules by ";".': 1,
    });
  });

  test('are open exactly when the library says so, public holidays of spring included', () => {
    const texts = new Set(column('berlin_supermarkets_osm.csv', 'opening_hours'));
    const [from, to] = [new Date(2026, 3, 1), new Date(2026, 5, 1)];
    for (const text of texts) {
      const result = parseOsmHours(text, BERLIN);
      if (!result.ok) continue;
      const minuteOf = (at: Date) =>
        Date.UTC(at.getFullYear(), at.getMonth(), at.getDate(), at.getHours(), at.getMinutes());
      const expected = openOsm(text)
        .getOpenIntervals(from, to)
        .map(([opens, closes]) => ({ from: minuteOf(opens), to: minuteOf(closes) }));
      const found: { from: number; to: number }[] = [];
      for (let at = minuteOf(from); at < minuteOf(to); at += 86_400_000) {
        const date = new Date(at).toISOString().slice(0, 10);
        for (const { opensAt, closesAt } of openWindows(result.schedule, [], 'UTC', date)) {
          found.push({ from: opensAt, to: closesAt });
        }
      }

      expect(joinTouching(found), text).toEqual(joinTouching(expected));
    }
  });
});

describe.skipIf(isMissing)('hours of food pantries in New York', () => {
  test('are read but for ten that are misspelt or can be read in two ways', () => {
    const texts = column('nyc_recipients_hours_2024.csv', 'days_hours');

    const refused = texts.flatMap((text) => {
      const result = parseNycHours(text);
      return result.ok ? [] : [[text, result.reason]];
    });

    expect([texts.length, texts.length - refused.length]).toEqual([561, 551]);
    expect(Object.fromEntries(refused)).toEqual({
      'M,TUE,W/THU/F,SUN 10A-3:3P/10A-5P/APPT ONLY': '"10A-3:3P" is not a time from - to with AM or PM',
      'M-W/SAT/SUN 10AM-12:3P/12-3P/3-5P': '"10AM-12:3P" is not a time from - to with AM or PM',
      'MON,WED,FRI 8-:8:30AM': '"8-:8:30AM" is not a time from - to with AM or PM',
      'SAT/SAT(2ND) 10AM-12PM/1-3PM': '"SAT(2ND)" may add to "SAT" or replace it',
      'SUN (,4) 2-5PM': '"SUN (,4)" does not name weeks of the month by 1 to 5 or LAST',
      'THUR,THUR/SAT 10AM-4PM/10AM-1PM': '"THUR,THUR" names a day twice',
      'THUR/SAT 10:3A-12P/1:3-3P': '"10:3A-12P" is not a time from - to with AM or PM',
      'TUE,FRI(1,3,5)/(2,4) 1-3PM/1-3:30PM':
        '"TUE,FRI(1,3,5)" does not say whether the weeks of the month are for all of its days',
      'TUE/THUR 6-7:15M/11AM-2:15PM': '"6-7:15M" is not a time from - to with AM or PM',
      'WED/FRI 3-4PM/1-:2:30PM': '"1-:2:30PM" is not a time from - to with AM or PM',
    });
  });
});
