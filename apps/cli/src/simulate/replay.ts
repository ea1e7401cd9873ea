import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import {
  clairvoyantBound,
  DEFAULT_POLICY_NAME,
  type Decision,
  decisionLine,
  openWorld,
  POLICIES,
  type PolicyName,
  type Simulation,
  simulate,
  type World,
} from '@sprk/simulator';
import { numberArg, readArgs } from '../shared/args.ts';
import { CliError } from '../shared/cli-error.ts';
import { openProgress } from './progress.ts';

const NAMES = Object.keys(POLICIES) as PolicyName[];
const MOST_FAULTS_SHOWN = 100;

const USAGE = `Usage: npm run simulate -- --world FILE[.gz] [--policy NAME] [--attempts N] [--seed N] [--out DECISIONS.jsonl]
       npm run simulate -- make --help

Replays a world file with a policy that sees nothing but the stream and the answers to its own offers. Acceptance in
world files is modelled, never real.

  --world FILE      a world file (surplus-world/1), plain or gzipped
  --policy NAME     ${NAMES.slice(0, 6).join(', ')},
                    ${NAMES.slice(6).join(', ')}
                    (default ${DEFAULT_POLICY_NAME}; oracle-* see the true chances)
  --attempts N      offers per lot at most (default: the world's)
  --seed N          for policies that draw (default 1)
  --out FILE        decision log, a JSON line per lot

Last line: a JSON object with the scores; ratio is the value over that of the clairvoyant LP.`;

const OPTIONS = {
  world: { type: 'string' },
  policy: { type: 'string' },
  attempts: { type: 'string' },
  seed: { type: 'string' },
  out: { type: 'string' },
} as const;

/** `npm run simulate`: one world, one policy. */
export async function replay(argv: readonly string[]): Promise<number> {
  const args = readArgs(argv, OPTIONS, USAGE);
  if (!args) return 0;
  const { world: file, policy: name = DEFAULT_POLICY_NAME, out } = args;
  if (file === undefined) throw new CliError('--world FILE is missing. See --help.', { exitCode: 2 });
  if (!isPolicyName(name)) {
    throw new CliError(`--policy must be one of ${NAMES.join(', ')}, not "${name}".`, { exitCode: 2 });
  }
  const attempts = numberArg('attempts', args.attempts, Infinity, { min: 1, max: 1000, isInteger: true });
  const seed = numberArg('seed', args.seed, 1, { min: 0, max: 2 ** 31 - 1, isInteger: true });
  const world = await readOrExplain(file);
  const show = openProgress(world.lots.length, (line) => console.error(line));
  const simulation = simulate(world, POLICIES[name], { seed, attempts }, show);
  if (out !== undefined) await writeDecisions(out, simulation.decisions);
  console.error('replayed; solving the clairvoyant LP');
  const bound = await clairvoyantBound(world);
  for (const breach of simulation.score.broken.slice(0, MOST_FAULTS_SHOWN)) console.error(breach);
  console.log(JSON.stringify(resultOf(world, name, simulation, bound)));
  return simulation.score.broken.length > 0 ? 1 : 0;
}

function isPolicyName(name: string): name is PolicyName {
  return Object.hasOwn(POLICIES, name);
}

async function readOrExplain(file: string): Promise<World> {
  const read = await openWorld(file);
  if (read.kind === 'world') return read.world;
  const { faults } = read;
  const more = faults.length > MOST_FAULTS_SHOWN ? [`and ${faults.length - MOST_FAULTS_SHOWN} more`] : [];
  const lines = [...faults.slice(0, MOST_FAULTS_SHOWN), ...more].map((fault) => `  ${fault}`);
  throw new CliError(`${file} is no world file:\n${lines.join('\n')}`, { exitCode: 2 });
}

function resultOf(world: World, policy: PolicyName, { score, seconds }: Simulation, bound: number) {
  const { broken, ...figures } = score;
  return {
    world: world.name,
    policy,
    ratio: bound > 0 ? score.valueKg / bound : 0,
    ...figures,
    boundKg: bound,
    rulesBroken: broken.length,
    seconds,
  };
}

async function writeDecisions(file: string, decisions: readonly Decision[]): Promise<void> {
  const stream = createWriteStream(file);
  try {
    await once(stream, 'open');
    for (const decision of decisions) if (!stream.write(decisionLine(decision))) await once(stream, 'drain');
    stream.end();
    await once(stream, 'close');
  } catch (cause) {
    throw new CliError(`${file} cannot be written: ${cause instanceof Error ? cause.message : cause}`, {
      exitCode: 2,
      cause,
    });
  }
}
