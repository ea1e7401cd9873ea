import type { SupplierInput } from '@sprk/contracts';
import { joined, placeOf } from './cells.ts';
import { createExternalIds } from './external-ids.ts';
import type { MappedPartner, PartnerSource } from './mapped-partner.ts';
import { NYC_TIME_ZONE } from './nyc-hours.ts';
import type { CsvFile, CsvRow } from './open-csv.ts';

/** Food shops of the state's licence list; branches share names, so the licence tells them apart. */
export function nycSuppliers(source: CsvFile): PartnerSource {
  const externalId = createExternalIds('nyc:retail');
  async function* partners() {
    for await (const row of source.rows) yield mapRow(row, source.file, externalId);
  }
  return { kind: 'suppliers', findings: [], partners: partners() };
}

function mapRow(
  row: CsvRow,
  file: string,
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
  const { license = '', dba_name: name = '', street_no: number, street, county, zip = '' } = row.cells;
  const input: SupplierInput = {
    name: name || `Food shop, licence ${license}`,
    ...place,
    address: joined([joined([number, street], ' '), county, `NY ${zip}`], ', '),
    timeZone: NYC_TIME_ZONE,
    externalId: externalId(license),
  };
  return { file, line, input, hours: 'none', findings: [] };
}
