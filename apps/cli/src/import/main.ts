import { readArgs } from '../shared/args.ts';
import { runCommand } from '../shared/run-command.ts';
import { countsLine, refuseEmpty, runImport } from './run-import.ts';

const USAGE = `Usage: npm run import -- --suppliers FILE --recipients FILE   (one of them is enough)
       npm run import -- --preset nyc --dir DIR
       npm run import -- --preset osm --suppliers FILE [--time-zone ZONE]

Adds partners to a running system, or updates those of an earlier import (externalId).

  --suppliers FILE, --recipients FILE   CSV, UTF-8; columns are the fields of the API, lists separated by ";"
  --preset nyc --dir DIR    the New York open data: food shops, pantries and kitchens, hours and need
  --preset osm              supermarkets from an OpenStreetMap extract
  --time-zone ZONE          of the extract, IANA name (default Europe/Berlin)
  --report FILE             what was refused or not understood, a JSON line each (else the first 20 are shown)

SPRK_URL (default http://127.0.0.1:8080), SPRK_TOKEN (an operator's; else the development login is tried).
Hours that cannot be read are never guessed: the recipient is imported unverified, and not asked until
somebody fills them in. Last line: counts. Exit code 2: a file cannot be read, or nothing could be imported.`;

const OPTIONS = {
  suppliers: { type: 'string' },
  recipients: { type: 'string' },
  preset: { type: 'string' },
  dir: { type: 'string' },
  report: { type: 'string' },
  'time-zone': { type: 'string' },
} as const;

async function importPartners(): Promise<number> {
  const args = readArgs(process.argv.slice(2), OPTIONS, USAGE);
  if (!args) return 0;
  const counts = await runImport(
    {
      ...{ ...args, timeZone: args['time-zone'] },
      baseUrl: process.env.SPRK_URL ?? 'http://127.0.0.1:8080',
      token: process.env.SPRK_TOKEN,
    },
    (line) => console.error(line),
  );
  console.log(countsLine(counts));
  refuseEmpty(counts);
  return 0;
}

await runCommand(importPartners);
