import type { WeeklyInterval } from '@sprk/contracts';
import { parseNycHours } from '@sprk/opening-hours';
import type { CsvFile } from './open-csv.ts';
import { osmFromIntervals } from './osm-from-intervals.ts';
import { osmHoursProblem } from './read-osm-hours.ts';

export type NycProgram = {
  readonly program: string;
  /** Food Pantry, Soup Kitchen or Both. */
  readonly type: string;
  readonly address: string;
  readonly zip: string;
};
export type NycHoursFound =
  | { readonly kind: 'read'; readonly openingHours: string; readonly reasons: readonly string[] }
  | { readonly kind: 'unread'; readonly reasons: readonly string[] };

type HoursRow = { line: number; type: string; program: string; text: string };

export const NYC_TIME_ZONE = 'America/New_York';
// Both lists spell the start of an address alike; further on they differ in suites, crossings and districts.
const ADDRESS_PREFIX = 14;
// The hours list marks kosher, mobile and other kinds by a third letter.
const TYPE_PREFIXES: Readonly<Record<string, readonly string[]>> = {
  'Food Pantry': ['FP'],
  'Soup Kitchen': ['SK'],
};

/** The hours list, by address prefix and zip. */
export async function readNycHours({ rows, file }: CsvFile) {
  const byPlace = new Map<string, HoursRow[]>();
  for await (const row of rows) {
    if ('problem' in row) continue;
    const { type = '', program = '', address = '', zip = '', days_hours: text = '' } = row.cells;
    const key = placeKey({ address, zip });
    byPlace.set(key, [...(byPlace.get(key) ?? []), { line: row.line, type, program, text }]);
  }

  return {
    /** How a program is open by the rows that are its own; never by a guess. */
    find(program: NycProgram): NycHoursFound {
      const rows = byPlace.get(placeKey(program));
      if (!rows) return { kind: 'unread', reasons: [`${file} has no row at this address and zip`] };
      const own = ownRows(rows, program);
      if (typeof own === 'string') return { kind: 'unread', reasons: [own] };
      return readRows(own, file);
    },
  };
}

function placeKey({ address, zip }: { address: string; zip: string }): string {
  return `${address.toUpperCase().slice(0, ADDRESS_PREFIX)}|${zip}`;
}

/** Rows of the same name; else those of the same type, if they are of one program. */
function ownRows(rows: readonly HoursRow[], { program, type }: NycProgram): readonly HoursRow[] | string {
  const prefixes = TYPE_PREFIXES[type] ?? ['FP', 'SK'];
  const isSameType = (row: HoursRow) => prefixes.some((prefix) => row.type.startsWith(prefix));
  const named = rows.filter((row) => plain(row.program) === plain(program));
  const namedOfType = named.filter(isSameType);
  if (namedOfType.length > 0) return namedOfType;
  if (named.length > 0) return named;
  const ofType = rows.filter(isSameType);
  if (ofType.length === 0) return `the rows at this address are of other programs, none a ${type}`;
  for (const prefix of prefixes) {
    const names = new Set(
      ofType.filter((row) => row.type.startsWith(prefix)).map((row) => plain(row.program)),
    );
    if (names.size > 1) return `the rows at this address are of ${names.size} programs, none with this name`;
  }
  return ofType;
}

function readRows(rows: readonly HoursRow[], file: string): NycHoursFound {
  const intervals: WeeklyInterval[] = [];
  const reasons: string[] = [];
  for (const { text, line } of rows) {
    const hours = parseNycHours(text);
    if (hours.ok) intervals.push(...hours.intervals);
    else reasons.push(`${file} line ${line}: ${text}: ${hours.reason}`);
  }
  if (intervals.length === 0) return { kind: 'unread', reasons };
  const openingHours = osmFromIntervals(intervals);
  const problem = osmHoursProblem(openingHours, NYC_TIME_ZONE);
  if (problem !== undefined) return { kind: 'unread', reasons: [...reasons, `${openingHours}: ${problem}`] };
  return { kind: 'read', openingHours, reasons };
}

function plain(name: string): string {
  return name
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]+/g, ' ')
    .trim();
}
