import type { RecipientInput, SupplierInput } from '@sprk/contracts';
import { createExternalIds } from './external-ids.ts';
import { BadCell, FIELDS, REQUIRED } from './field-values.ts';
import type { Finding } from './finding.ts';
import type { MappedPartner, PartnerSource } from './mapped-partner.ts';
import type { CsvFile } from './open-csv.ts';
import { osmHoursProblem } from './read-osm-hours.ts';

type Kind = PartnerSource['kind'];
type Loose = Record<string, unknown>;

/** A CSV whose columns are the fields of the API: lists by `;`, empty cells are fields left out. */
export function genericPartners(kind: Kind, source: CsvFile): PartnerSource {
  const { file, columns } = source;
  const findings = columnFindings(kind, source);
  const newExternalId = createExternalIds('csv');
  const lineByExternalId = new Map<string, number>();

  function mapRow(cells: Readonly<Record<string, string>>, line: number): MappedPartner {
    const { input, problems } = readFields(kind, cells, columns);
    // Without an id of its own a row would be a new partner in every run.
    input.externalId ??= newExternalId(String(input.name), String(input.lat), String(input.lon));
    const name = String(input.name ?? '');
    const before = lineByExternalId.get(String(input.externalId));
    if (before === undefined) lineByExternalId.set(String(input.externalId), line);
    else problems.push(`externalId ${input.externalId} is already in line ${before}`);
    if (problems.length > 0) return refused(file, line, problems.join('; '), name);
    const { hours, finding } = checkHours(kind, input);
    const hoursFindings: Finding[] =
      finding === undefined ? [] : [{ kind: 'hours', file, line, name, reason: finding }];
    return { file, line, input: input as SupplierInput | RecipientInput, hours, findings: hoursFindings };
  }
  async function* partners() {
    for await (const row of source.rows) {
      yield 'problem' in row ? refused(file, row.line, row.problem) : mapRow(row.cells, row.line);
    }
  }
  return { kind, findings, partners: partners() };
}

function columnFindings(kind: Kind, { file, columns }: CsvFile): Finding[] {
  const fields = Object.keys(FIELDS[kind]);
  const unknown = columns.filter((column) => !fields.includes(column));
  const missing = REQUIRED[kind].filter((field) => !columns.includes(field));
  const finding = (reason: string): Finding => ({ kind: 'column', file, line: 1, reason });
  return [
    ...unknown.map((column) => finding(`column "${column}" is not a field of ${kind} and is not read`)),
    ...missing.map((field) => finding(`column "${field}" is missing: every row needs it`)),
  ];
}

function readFields(kind: Kind, cells: Readonly<Record<string, string>>, columns: readonly string[]) {
  const input: Loose = {};
  const problems: string[] = [];
  for (const column of columns) {
    const text = cells[column] ?? '';
    const read = FIELDS[kind][column];
    if (!read || text === '') continue;
    try {
      input[column] = read(text);
    } catch (error) {
      if (!(error instanceof BadCell)) throw error;
      problems.push(`${column} ${error.message}`);
    }
  }
  for (const field of REQUIRED[kind]) {
    if (!(cells[field] ?? '')) problems.push(`${field} is missing`);
  }
  return { input, problems };
}

/** Unreadable hours are left out; a recipient without them must not be asked before a person has looked. */
function checkHours(kind: Kind, input: Loose): { hours: MappedPartner['hours']; finding?: string } {
  const { openingHours, timeZone } = input;
  if (typeof openingHours !== 'string') return { hours: 'none' };
  const problem = osmHoursProblem(openingHours, String(timeZone));
  if (problem === undefined) return { hours: 'read' };
  delete input.openingHours;
  if (kind === 'recipients') input.verified = false;
  return { hours: 'unread', finding: `${openingHours}: ${problem}` };
}

function refused(file: string, line: number, reason: string, name?: string): MappedPartner {
  const finding: Finding = { kind: 'refused', file, line, reason, ...(name && { name }) };
  return { file, line, input: undefined, hours: 'none', findings: [finding] };
}
