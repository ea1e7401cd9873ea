import type { RecipientInput } from '@sprk/contracts';
import { CATEGORIES, TEMPERATURES } from '@sprk/contracts/vocabulary';
import { joined, placeOf } from './cells.ts';
import { createExternalIds } from './external-ids.ts';
import type { Finding } from './finding.ts';
import type { MappedPartner, PartnerSource } from './mapped-partner.ts';
import { NYC_TIME_ZONE, type readNycHours } from './nyc-hours.ts';
import type { CsvFile, CsvRow } from './open-csv.ts';

export type NycLookups = {
  readonly hours: Awaited<ReturnType<typeof readNycHours>>;
  readonly needOf: (lat: number, lon: number) => number | undefined;
};

// The lists do not say what a program can take. Pantries hand out groceries, kitchens cook and serve.
const PANTRY = {
  kind: 'food_pantry',
  capacityKg: 150,
  categories: CATEGORIES.filter((category) => category !== 'prepared' && category !== 'frozen'),
  temperatures: ['ambient', 'chilled'],
} as const;
const KITCHEN = {
  kind: 'soup_kitchen',
  capacityKg: 80,
  categories: CATEGORIES,
  temperatures: TEMPERATURES,
} as const;
const BOTH = { ...KITCHEN, kind: 'food_pantry', capacityKg: 200 } as const;
const BY_TYPE: Readonly<Record<string, typeof PANTRY | typeof KITCHEN | typeof BOTH>> = {
  'Food Pantry': PANTRY,
  'Soup Kitchen': KITCHEN,
  Both: BOTH,
};

export const NYC_ASSUMPTIONS =
  'The source has no capacity, categories or storage. Assumed: Food Pantry 150 kg per opening day, ' +
  'ambient and chilled, everything but prepared and frozen; Soup Kitchen 80 kg, Both 200 kg (as ' +
  'food_pantry), every category and temperature. needIndex is the weighted_score of the nearest ' +
  'neighbourhood. Hours are those of 2024 at the same address prefix and zip; who has none is imported ' +
  'with verified = false and is not asked. Suppliers have no hours in the source: none are set.';

/** The programs of the city's list, each with the hours and the need found for it. */
export function nycRecipients(source: CsvFile, lookups: NycLookups): PartnerSource {
  const { file } = source;
  const externalId = createExternalIds('nyc:cfc');
  const findings: Finding[] = [{ kind: 'assumptions', file, line: 0, reason: NYC_ASSUMPTIONS }];
  async function* partners() {
    for await (const row of source.rows) yield mapRow(row, file, lookups, externalId);
  }
  return { kind: 'recipients', findings, partners: partners() };
}

function mapRow(
  row: CsvRow,
  file: string,
  { hours, needOf }: NycLookups,
  externalId: (...parts: string[]) => string,
): MappedPartner<RecipientInput> {
  const { line } = row;
  const refused = (reason: string, name?: string): MappedPartner<RecipientInput> => {
    const finding: Finding = { kind: 'refused', file, line, reason, ...(name && { name }) };
    return { file, line, input: undefined, hours: 'none', findings: [finding] };
  };
  if ('problem' in row) return refused(row.problem);
  const { program = '', type = '', address = '', borough = '', zip = '' } = row.cells;
  const place = placeOf(row.cells);
  if (typeof place === 'string') return refused(place, program);
  const model = BY_TYPE[type];
  if (!model) return refused(`type "${type}" is not Food Pantry, Soup Kitchen or Both`, program);

  const found = hours.find({ program, type, address, zip });
  const need = needOf(place.lat, place.lon);
  const isRead = found.kind === 'read';
  const input: RecipientInput = {
    name: program,
    ...place,
    address: joined([address, borough, `NY ${zip}`], ', '),
    timeZone: NYC_TIME_ZONE,
    ...(isRead && { openingHours: found.openingHours }),
    externalId: externalId(program, address, zip),
    ...{ kind: model.kind, capacityKg: model.capacityKg },
    ...{ categories: [...model.categories], temperatures: [...model.temperatures] },
    ...(need !== undefined && { needIndex: need }),
    // Left out where hours were read: true for a new one, and as it is for one that is there already.
    ...(!isRead && { verified: false }),
  };
  const findings = found.reasons.map(
    (reason): Finding => ({ kind: 'hours', file, line, reason, name: program }),
  );
  return { file, line, input, hours: found.kind, findings };
}
