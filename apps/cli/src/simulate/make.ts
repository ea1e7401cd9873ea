import { MAKE_DEFAULTS, type MakeOptions, makeWorld, writeWorld } from '@sprk/simulator';
import { numberArg, readArgs } from '../shared/args.ts';
import { CliError } from '../shared/cli-error.ts';
import { sketchCity } from './sketch-city.ts';

const USAGE = `Usage: npm run simulate -- make --out FILE[.gz] [--demo | --preset nyc --dir DIR | --suppliers CSV [--recipients CSV]]

Makes a world file: places as given, lots and answers modelled, the same for the same options.

  --demo                    the demo city (default)
  --preset nyc --dir DIR    the New York open data
  --preset osm --suppliers CSV   supermarkets of an OpenStreetMap extract
  --suppliers CSV           columns as in npm run import; --recipients CSV the same
  --scatter N               invented recipients, where there is no CSV of them (default 200)
  --modelled                draw capacity and categories anew even where the source has them
  --seed N, --days N, --lots-per-day N, --attempts N, --median-kg N, --capacity-factor N
  --drift-day N             from day N on half of every recipient's willingness is another one
  --fatigue N               log-odds lost per lot in reach in the 24 hours before (say 0.03)
  --correlation N           of the answers of neighbours to one lot, 0..1

Last line: a JSON object with what was made.`;

const OPTIONS = {
  out: { type: 'string' },
  demo: { type: 'boolean' },
  preset: { type: 'string' },
  dir: { type: 'string' },
  suppliers: { type: 'string' },
  recipients: { type: 'string' },
  scatter: { type: 'string' },
  modelled: { type: 'boolean' },
  seed: { type: 'string' },
  days: { type: 'string' },
  'lots-per-day': { type: 'string' },
  attempts: { type: 'string' },
  'median-kg': { type: 'string' },
  'capacity-factor': { type: 'string' },
  'drift-day': { type: 'string' },
  fatigue: { type: 'string' },
  correlation: { type: 'string' },
} as const;

type Args = NonNullable<ReturnType<typeof readArgs<typeof OPTIONS>>>;

/** `npm run simulate -- make` */
export async function make(argv: readonly string[]): Promise<number> {
  const args = readArgs(argv, OPTIONS, USAGE);
  if (!args) return 0;
  const { out } = args;
  if (out === undefined) throw new CliError('--out FILE is missing. See --help.', { exitCode: 2 });
  const options = makeOptionsOf(args);
  const scatter = numberArg('scatter', args.scatter, 200, { min: 1, max: 100_000, isInteger: true });
  const sketch = await sketchCity({ ...args, scatter, isModelled: args.modelled ?? false }, options.seed);
  const world = makeWorld(sketch, options);
  await writeWorld(out, world);
  const { name, days, lots, recipients, suppliers } = world;
  const counts = { lots: lots.length, recipients: recipients.length, suppliers: suppliers.length };
  console.log(JSON.stringify({ world: name, days, ...counts, file: out }));
  return 0;
}

function makeOptionsOf(args: Args): MakeOptions {
  const whole = (name: keyof Args & string, fallback: number, min: number, max: number) =>
    numberArg(name, args[name] as string | undefined, fallback, { min, max, isInteger: true });
  const number = (name: keyof Args & string, fallback: number, min: number, max: number) =>
    numberArg(name, args[name] as string | undefined, fallback, { min, max });
  const defaults = MAKE_DEFAULTS;
  return {
    seed: whole('seed', defaults.seed, 0, 2 ** 31 - 1),
    days: whole('days', defaults.days, 1, 3660),
    lotsPerDay: number('lots-per-day', defaults.lotsPerDay, 0.1, 100_000),
    attempts: whole('attempts', defaults.attempts, 1, 100),
    medianKg: number('median-kg', defaults.medianKg, 0.1, 10_000),
    capacityFactor: number('capacity-factor', defaults.capacityFactor, 0.01, 100),
    driftDay: args['drift-day'] === undefined ? undefined : whole('drift-day', 0, 0, 3660),
    fatigue: number('fatigue', defaults.fatigue, 0, 10),
    correlation: number('correlation', defaults.correlation, 0, 1),
  };
}
