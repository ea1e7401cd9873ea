import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { type CsvError, parse } from 'csv-parse';
import { CliError } from '../shared/cli-error.ts';
import { detectDelimiter } from './detect-delimiter.ts';

/** A row by column name, cells trimmed; or why it is none. */
export type CsvRow =
  | { readonly line: number; readonly cells: Readonly<Record<string, string>> }
  | { readonly line: number; readonly problem: string };
export type CsvFile = {
  /** Without folders. */
  readonly file: string;
  readonly columns: readonly string[];
  readonly rows: AsyncGenerator<CsvRow>;
};

type Problem = Extract<CsvRow, { problem: string }>;
type RawRow = { readonly line: number; readonly record: readonly string[] } | Problem;

const HEAD_BYTES = 65_536;
const MAX_ROW_BYTES = 1_000_000;

/**
 * Reads a CSV file row by row: commas, semicolons or tabs; quoted line breaks; with or without BOM; any line
 * ends. Rows that cannot be read come as problems between the others. @throws CliError (exit code 2) if it
 * cannot be opened
 */
export async function openCsv(path: string): Promise<CsvFile> {
  const raw = rawRows(path, detectDelimiter(await readHead(path)));
  const first = await raw.next();
  if (first.done || 'problem' in first.value) throw unreadable(path, 'it has no header row');
  const columns = first.value.record;
  return { file: basename(path), columns, rows: namedRows(raw, columns) };
}

async function readHead(path: string): Promise<string> {
  try {
    await using file = await open(path);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.toString('utf8', 0, bytesRead);
  } catch (cause) {
    throw unreadable(path, (cause as NodeJS.ErrnoException).code ?? String(cause), cause);
  }
}

async function* rawRows(path: string, delimiter: string): AsyncGenerator<RawRow> {
  const skipped: Problem[] = [];
  const parser = createReadStream(path).pipe(
    parse({
      ...{ delimiter, bom: true, info: true, trim: true, skip_empty_lines: true, relax_column_count: true },
      ...{ relax_quotes: true, skip_records_with_error: true, max_record_size: MAX_ROW_BYTES },
    }),
  );
  parser.on('skip', (error: CsvError) => {
    skipped.push({ line: Number(error.lines ?? 0), problem: `cannot be read: ${error.message}` });
  });
  // The parser counts a CRLF inside quotes twice, and names the line on which a row ends.
  let countedTwice = 0;
  for await (const { record, info } of parser as AsyncIterable<{
    record: string[];
    info: { lines: number };
  }>) {
    yield* skipped.splice(0);
    const text = record.join('|');
    countedTwice += count(text, /\r\n/g);
    yield { record, line: info.lines - countedTwice - count(text, /\r\n|\n|\r/g) };
  }
  yield* skipped;
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

async function* namedRows(raw: AsyncGenerator<RawRow>, columns: readonly string[]): AsyncGenerator<CsvRow> {
  for await (const row of raw) {
    if ('problem' in row) {
      yield row;
      continue;
    }
    const { record, line } = row;
    if (record.length !== columns.length) {
      yield { line, problem: `has ${record.length} columns, the header has ${columns.length}` };
    } else if (record.some((cell) => cell.includes('\uFFFD'))) {
      yield { line, problem: 'is not UTF-8 text: save the file as UTF-8' };
    } else {
      yield {
        line,
        cells: Object.fromEntries(columns.map((column, index) => [column, record[index] ?? ''])),
      };
    }
  }
}

function unreadable(path: string, why: string, cause?: unknown): CliError {
  return new CliError(`Cannot read ${path}: ${why}.`, { exitCode: 2, cause });
}
