import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { FieldProblem } from '@sprk/core';
import { type CsvError, parse } from 'csv-parse';

/** One row of an import: its line in the file, and the body it stands for or why it stands for none. */
export type ImportRow =
  | { readonly line: number; readonly body: Record<string, unknown> }
  | { readonly line: number; readonly problems: readonly FieldProblem[] };

/** NDJSON: one JSON object per line; empty lines are skipped. */
export async function* ndjsonRows(source: Readable): AsyncGenerator<ImportRow> {
  let line = 0;
  for await (const text of createInterface({ input: source, crlfDelay: Number.POSITIVE_INFINITY })) {
    line += 1;
    if (text.trim() !== '') yield ndjsonRow(text, line);
  }
}

function ndjsonRow(text: string, line: number): ImportRow {
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body === 'object' && body !== null && !Array.isArray(body)) {
      return { line, body: body as Record<string, unknown> };
    }
    return { line, problems: [{ path: 'body', message: 'must be one JSON object per line' }] };
  } catch {
    return { line, problems: [{ path: 'body', message: 'is not valid JSON' }] };
  }
}

/** CSV with a header row; columns are the field names (`date.type`, `date.on`), lists are separated by `;`. */
export async function* csvRows(source: Readable): AsyncGenerator<ImportRow> {
  const parser = source.pipe(
    parse({
      bom: true,
      columns: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      // A row that is no CSV is reported like any other bad row, and those around it are kept.
      skip_records_with_error: true,
      trim: true,
    }),
  );
  source.once('error', (error) => parser.destroy(error));
  let unreadable: ImportRow[] = [];
  parser.on('skip', (error: CsvError | undefined) => {
    if (error) unreadable.push(unreadableRow(error));
  });
  for await (const { record, info } of parser as AsyncIterable<CsvRecord>) {
    yield* unreadable.filter(({ line }) => line < info.lines);
    unreadable = unreadable.filter(({ line }) => line >= info.lines);
    yield { line: info.lines, body: bodyOfCsv(record) };
  }
  yield* unreadable;
}

interface CsvRecord {
  readonly record: Record<string, string>;
  readonly info: { readonly lines: number };
}

function unreadableRow({ lines, message }: CsvError): ImportRow {
  return { line: Number(lines) || 1, problems: [{ path: 'body', message: `is not valid CSV: ${message}` }] };
}

const NUMBERS = ['massKg', 'minPartKg'];
const LISTS = ['allergens'];

/** Texts to the types of the JSON body; what does not convert is left as it is, for the schema to refuse. */
export function bodyOfCsv(record: Readonly<Record<string, string>>): Record<string, unknown> {
  const body: Record<string, unknown> = { allergens: [] };
  for (const [column, text] of Object.entries(record)) {
    if (text === '' && !LISTS.includes(column)) continue;
    const [outer, inner] = column.split('.');
    if (outer !== undefined && inner !== undefined) {
      body[outer] = { ...(body[outer] as object | undefined), [inner]: text };
    } else {
      body[column] = convert(column, text);
    }
  }
  return body;
}

function convert(column: string, text: string): unknown {
  if (NUMBERS.includes(column)) return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
  if (LISTS.includes(column))
    return text
      .split(';')
      .map((part) => part.trim())
      .filter(Boolean);
  if (column === 'divisible')
    return { true: true, false: false, yes: true, no: false }[text.toLowerCase()] ?? text;
  return text;
}
