import { join } from 'node:path';
import { CliError } from '../shared/cli-error.ts';
import { genericPartners } from './generic-partners.ts';
import type { PartnerSource } from './mapped-partner.ts';
import { readNycHours } from './nyc-hours.ts';
import { readNycNeed } from './nyc-need.ts';
import { nycRecipients } from './nyc-recipients.ts';
import { nycSuppliers } from './nyc-suppliers.ts';
import { openCsv } from './open-csv.ts';
import { osmSuppliers } from './osm-suppliers.ts';

export type SourceArgs = {
  readonly preset?: string | undefined;
  readonly dir?: string | undefined;
  readonly suppliers?: string | undefined;
  readonly recipients?: string | undefined;
  readonly timeZone?: string | undefined;
};

const NYC_FILES = {
  suppliers: 'nyc_suppliers_retail_food_ge2500sqft.csv',
  recipients: 'nyc_recipients_2023.csv',
  hours: 'nyc_recipients_hours_2024.csv',
  need: 'nyc_need_index_2024.csv',
} as const;

/**
 * What the options ask to import. Every file is opened before anything is sent.
 * @throws CliError, exit code 2
 */
export async function openSources(args: SourceArgs): Promise<PartnerSource[]> {
  if (args.preset === 'nyc') return await nycSources(args);
  if (args.preset === 'osm') return await osmSources(args);
  if (args.preset !== undefined) throw usage(`--preset must be nyc or osm, not "${args.preset}".`);
  if (args.dir !== undefined) throw usage('--dir only goes with --preset nyc.');
  const { suppliers, recipients } = args;
  if (suppliers === undefined && recipients === undefined) {
    throw usage('Nothing to import: give --suppliers FILE, --recipients FILE or --preset.');
  }
  const sources: PartnerSource[] = [];
  if (suppliers !== undefined) sources.push(genericPartners('suppliers', await openCsv(suppliers)));
  if (recipients !== undefined) sources.push(genericPartners('recipients', await openCsv(recipients)));
  return sources;
}

async function nycSources({ dir, suppliers, recipients }: SourceArgs): Promise<PartnerSource[]> {
  if (dir === undefined) throw usage('--preset nyc needs --dir DIR, the folder with the New York files.');
  if (suppliers !== undefined || recipients !== undefined)
    throw usage('--preset nyc takes its files from --dir.');
  const file = async (name: keyof typeof NYC_FILES) => await openCsv(join(dir, NYC_FILES[name]));
  const supplierFile = await file('suppliers');
  const recipientFile = await file('recipients');
  const hours = await readNycHours(await file('hours'));
  const needOf = await readNycNeed(await file('need'));
  // Recipients first: their assumptions head the report.
  return [nycRecipients(recipientFile, { hours, needOf }), nycSuppliers(supplierFile)];
}

async function osmSources({ dir, suppliers, recipients, timeZone }: SourceArgs): Promise<PartnerSource[]> {
  if (suppliers === undefined || dir !== undefined || recipients !== undefined) {
    throw usage('--preset osm takes --suppliers FILE and no other file.');
  }
  return [osmSuppliers(await openCsv(suppliers), timeZone ?? 'Europe/Berlin')];
}

function usage(message: string): CliError {
  return new CliError(`${message} See --help.`, { exitCode: 2 });
}
