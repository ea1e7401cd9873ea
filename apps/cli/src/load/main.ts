import { randomUUID } from 'node:crypto';
import { numberArg, readArgs } from '../shared/args.ts';
import { CliError } from '../shared/cli-error.ts';
import { runCommand } from '../shared/run-command.ts';
import { progressLine } from './progress.ts';
import { runLoad } from './run-load.ts';

const USAGE = `Usage: npm run load -- --rate N --seconds S [options]

Registers lots at a fixed rate whatever the answers (open loop), answers the offers as the recipients would
by a modelled acceptance, and in the end asks for every acknowledged lot. Needs suppliers and recipients.

  --rate N             lots per second
  --seconds S          how long to register; then it waits and verifies
  --burst X            in the middle fifth of the time the rate is X times as high (default 1)
  --seed N             lots and answers follow from it (default 1)
  --answer-ms N        recipients answer within 3 to N ms (default 200)
  --settle-seconds S   wait at most this long until no lot is open (default 30)
  --median-kg M        median mass of a lot (default 8.5): light ones need less room, but far trips do not pay
  --max-open N         at most N registrations without an answer (default 5000); then sending waits
  --connections N      HTTP connections for registrations, and as many for answers (default 64)
  --json               nothing but the last line

SPRK_URL (default http://127.0.0.1:8080), SPRK_TOKEN (an operator's; else the development login is tried).
Last line: one JSON object; registered = accepted + unmatched + open + lost; times in ms.
Exit code 1 if lots were lost.`;

const OPTIONS = {
  rate: { type: 'string' },
  seconds: { type: 'string' },
  burst: { type: 'string' },
  seed: { type: 'string' },
  'answer-ms': { type: 'string' },
  'settle-seconds': { type: 'string' },
  'median-kg': { type: 'string' },
  'max-open': { type: 'string' },
  connections: { type: 'string' },
  json: { type: 'boolean' },
} as const;

async function load(): Promise<number> {
  const args = readArgs(process.argv.slice(2), OPTIONS, USAGE);
  if (!args) return 0;
  if (args.rate === undefined || args.seconds === undefined) {
    throw new CliError('--rate and --seconds are needed. See --help.', { exitCode: 2 });
  }
  const stop = new AbortController();
  // Once: a second Ctrl-C ends the process as usual.
  process.once('SIGINT', () => stop.abort());
  const integer = { min: 1, max: 1_000_000, isInteger: true };
  const report = await runLoad(
    {
      baseUrl: process.env.SPRK_URL ?? 'http://127.0.0.1:8080',
      token: process.env.SPRK_TOKEN,
      runId: randomUUID(),
      rate: numberArg('rate', args.rate, 0, { min: 0.01, max: 100_000 }),
      seconds: numberArg('seconds', args.seconds, 0, { min: 0.1, max: 86_400 }),
      burst: numberArg('burst', args.burst, 1, { min: 0.01, max: 1000 }),
      seed: numberArg('seed', args.seed, 1, { ...integer, min: 0, max: 2 ** 31 - 1 }),
      answerMs: numberArg('answer-ms', args['answer-ms'], 200, { min: 3, max: 3_600_000 }),
      settleSeconds: numberArg('settle-seconds', args['settle-seconds'], 30, { min: 0, max: 86_400 }),
      medianKg: args['median-kg']
        ? numberArg('median-kg', args['median-kg'], 1, { min: 0.01, max: 1000 })
        : undefined,
      maxOpen: numberArg('max-open', args['max-open'], 5000, integer),
      connections: numberArg('connections', args.connections, 64, { ...integer, max: 1000 }),
    },
    {
      onProgress: (figures) => {
        if (!args.json) console.error(progressLine(figures));
      },
      signal: stop.signal,
    },
  );
  console.log(JSON.stringify(report));
  return report.lost > 0 ? 1 : 0;
}

await runCommand(load);
