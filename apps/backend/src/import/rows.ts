import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { FieldProblem } from '@sprk/core';
import { CsvError, parse } from 'csv-parse';

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
      trim: true,
    }),
  );
  source.once('error', (error) => parser.destroy(error));
  try {
    for await (const { record, info } of parser as AsyncIterable<CsvRecord>) {
      yield { line: info.lines, body: bodyOfCsv(record) };
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    // The rows before it are good; where the next one starts nobody can tell.
    const message = `cannot be read as CSV from here on: ${error.message}`;
    yield { line: Number(error.lines) || 1, problems: [{ path: 'body', message }] };
  }
}

interface CsvRecord {
  readonly record: Record<string, string>;
  readonly info: { readonly lines: number };
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
