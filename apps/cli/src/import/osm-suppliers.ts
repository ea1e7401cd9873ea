import type { SupplierInput } from '@sprk/contracts';
import { joined, placeOf } from './cells.ts';
import { createExternalIds } from './external-ids.ts';
import type { Finding } from './finding.ts';
import type { MappedPartner, PartnerSource } from './mapped-partner.ts';
import type { CsvFile, CsvRow } from './open-csv.ts';
import { osmHoursProblem } from './read-osm-hours.ts';

/** Supermarkets of an OpenStreetMap extract. @param timeZone IANA name: the extract does not have one */
export function osmSuppliers(source: CsvFile, timeZone: string): PartnerSource {
  const externalId = createExternalIds('osm');
  async function* partners() {
    for await (const row of source.rows) yield mapRow(row, source.file, timeZone, externalId);
  }
  const reason = `The extract has no time zone: ${timeZone} is assumed (--time-zone).`;
  const findings: Finding[] = [{ kind: 'assumptions', file: source.file, line: 0, reason }];
  return { kind: 'suppliers', findings, partners: partners() };
}

function mapRow(
  row: CsvRow,
  file: string,
  timeZone: string,
  externalId: (...parts: string[]) => string,
): MappedPartner<SupplierInput> {
  const { line } = row;
  const place = 'problem' in row ? row.problem : placeOf(row.cells);
  if ('problem' in row || typeof place === 'string') {
    const reason = String(place);
    return {
      file,
      line,
      input: undefined,
      hours: 'none',
      findings: [{ kind: 'refused', file, line, reason }],
    };
  }
  const { brand, street = '', housenumber, postcode, city, opening_hours: hours = '' } = row.cells;
  const name = row.cells.name || brand || 'Supermarket';
  const address = joined([joined([street, housenumber], ' '), joined([postcode, city], ' ')], ', ');
  const problem = hours === '' ? 'no opening hours in the extract' : osmHoursProblem(hours, timeZone);
  const input: SupplierInput = {
    name,
    ...place,
    ...(address !== '' && { address }),
    timeZone,
    ...(problem === undefined && { openingHours: hours }),
    // Neither hours nor address: those get corrected, and the shop stays the same one.
    externalId: externalId(name, place.lat.toFixed(4), place.lon.toFixed(4)),
  };
  const findings: Finding[] =
    problem === undefined
      ? []
      : [{ kind: 'hours', file, line, name, reason: joined([hours, problem], ': ') }];
  return { file, line, input, hours: problem === undefined ? 'read' : 'unread', findings };
}
