import { expect, test } from 'vitest';
import { readNycHours } from './nyc-hours.ts';

const HERE = { address: '1 Main Street, Floor 2', zip: '10001' };

async function find(rows: readonly [type: string, program: string, hours: string][], type = 'Food Pantry') {
  async function* generate() {
    for (const [index, [rowType, program, days_hours]] of rows.entries()) {
      yield { line: index + 2, cells: { ...HERE, type: rowType, program, days_hours } };
    }
  }
  const hours = await readNycHours({ file: 'h.csv', columns: [], rows: generate() });
  return hours.find({ program: "St. Mary's", type, address: '1 MAIN STREET, FLOOR 3', zip: '10001' });
}

test('joins by the start of the address and the zip, whatever the case', async () => {
  expect(await find([['FP', 'ST MARY S', 'MON 9AM-12PM']])).toEqual({
    kind: 'read',
    openingHours: 'Mo 09:00-12:00',
    reasons: [],
  });
});

test('takes the rows of the same name and type before others at the address', async () => {
  const found = await find([
    ['FP', 'Other', 'TUE 9AM-12PM'],
    ['SK', "St. Mary's", 'WED 9AM-12PM'],
    ['FPK', "St. Mary's", 'THUR 9AM-12PM'],
    ['FP', "St. Mary's", 'FRI 1-3PM'],
  ]);

  expect(found).toMatchObject({ openingHours: 'Th 09:00-12:00; Fr 13:00-15:00' });
});

test('takes another name only where it can be no other program', async () => {
  const renamed: [string, string, string][] = [['FP', "St. Mary's of the Sea", 'TUE 9AM-12PM']];

  expect(await find(renamed)).toMatchObject({ kind: 'read', openingHours: 'Tu 09:00-12:00' });
  expect(await find([...renamed, ['FP', 'Other', 'WED 9AM-12PM']])).toMatchObject({ kind: 'unread' });
  expect(await find([['SK', 'Other', 'WED 9AM-12PM']])).toMatchObject({ kind: 'unread' });
  expect(await find([...renamed, ['SK', 'Kitchen', 'WED 9AM-12PM']], 'Both')).toMatchObject({
    openingHours: 'Tu,We 09:00-12:00',
  });
});

test('guesses nothing: hours that cannot be read are named, the rest is used', async () => {
  const bad: [string, string, string] = ['FP', "St. Mary's", 'MON 8-:8:30AM'];

  const found = await find([bad]);

  expect(found).toMatchObject({ kind: 'unread' });
  expect(found.reasons[0]).toMatch(/^h\.csv line 2: MON 8-:8:30AM: /);
  expect(await find([bad, ['FP', "St. Mary's", 'TUE 9AM-12PM']])).toMatchObject({
    kind: 'read',
    openingHours: 'Tu 09:00-12:00',
    reasons: [expect.stringContaining('line 2')],
  });
  expect(await find([])).toEqual({
    kind: 'unread',
    reasons: ['h.csv has no row at this address and zip'],
  });
});
