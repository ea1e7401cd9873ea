import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { detectDelimiter } from './detect-delimiter.ts';
import { openCsv } from './open-csv.ts';

const folder = await mkdtemp(join(tmpdir(), 'sprk-csv-'));
afterAll(() => rm(folder, { recursive: true }));

async function read(content: string | Buffer) {
  const path = join(folder, 'file.csv');
  await writeFile(path, content);
  const { columns, rows } = await openCsv(path);
  const read = [];
  for await (const row of rows) read.push(row);
  return { columns, rows: read };
}

test('reads a BOM, CRLF, quoted line breaks and quotes, and knows the line each row begins on', async () => {
  const { columns, rows } = await read('\uFEFFname,note\r\n"Two\r\nlines","a ""b"""\r\n\r\nThird,x\r\n');

  expect(columns).toEqual(['name', 'note']);
  expect(rows).toEqual([
    { line: 2, cells: { name: 'Two\r\nlines', note: 'a "b"' } },
    { line: 5, cells: { name: 'Third', note: 'x' } },
  ]);
});

test('goes on after rows that cannot be read', async () => {
  const content = Buffer.concat([
    Buffer.from('name,note\na,b,c\nok,1\nM'),
    Buffer.from([0xfc]),
    Buffer.from('ller,2\nlonely\nlast,3\n'),
  ]);

  const { rows } = await read(content);

  expect(rows).toEqual([
    { line: 2, problem: 'has 3 columns, the header has 2' },
    { line: 3, cells: { name: 'ok', note: '1' } },
    { line: 4, problem: 'is not UTF-8 text: save the file as UTF-8' },
    { line: 5, problem: 'has 1 columns, the header has 2' },
    { line: 6, cells: { name: 'last', note: '3' } },
  ]);
});

test('reports a quote that is never closed instead of losing the rows behind it silently', async () => {
  const { rows } = await read('name,note\nok,1\n"open,2\nlost,3\n');

  expect(rows[0]).toEqual({ line: 2, cells: { name: 'ok', note: '1' } });
  expect(rows.slice(1)).toEqual([{ line: expect.any(Number), problem: expect.stringMatching(/quote/i) }]);
});

test.each([
  ['a,b;c,d', ','],
  ['a;b;c', ';'],
  ['a\tb\tc', '\t'],
  ['"x;y;z",b\n1;2;3;4', ','],
  ['alone', ','],
])('tells the delimiter of %j', (head, delimiter) => {
  expect(detectDelimiter(head)).toBe(delimiter);
});

test('says which file cannot be read', async () => {
  await expect(openCsv(join(folder, 'missing.csv'))).rejects.toThrow(/Cannot read .*missing\.csv: ENOENT\./);
  await expect(openCsv(folder)).rejects.toThrow(/Cannot read/);
  await expect(read('')).rejects.toThrow(/no header row/);
});
