import { parseArgs } from 'node:util';
import { clairvoyantBound, POLICIES, type PolicyName, simulate } from '@sprk/simulator';
import { goalsMet } from './goals.ts';
import { madeWorlds } from './made-worlds.ts';
import { headLine, type MatchingRow, rowLine } from './table.ts';
import { type BenchWorld, fileWorlds } from './worlds.ts';

/**
 * `npm run bench -- matching [--worlds base-1,made] [--policies nearest,learned]`: every policy on every world, in its
 * share of what a clairvoyant could do. Names are matched by part; `made` stands for the worlds made here.
 * Acceptance is modelled in all of them.
 */
export async function benchMatching(argv: readonly string[]): Promise<Record<string, unknown>> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      worlds: { type: 'string' },
      policies: { type: 'string' },
      seed: { type: 'string', default: '1' },
    },
  });
  const names = (Object.keys(POLICIES) as PolicyName[]).filter((name) => isWanted(name, values.policies));
  process.stderr.write(`${headLine()}\n`);
  const rows: MatchingRow[] = [];
  for await (const world of wantedWorlds(values.worlds)) {
    for (const row of await scoreWorld(world, names, Number(values.seed))) {
      rows.push(row);
      process.stderr.write(`${rowLine(row)}\n`);
    }
  }
  return { acceptance: 'modelled', worlds: byWorld(rows), goals: goalsMet(rows) };
}

function isWanted(name: PolicyName, wanted: string | undefined): boolean {
  return wanted === undefined || wanted.split(',').includes(name);
}

async function* wantedWorlds(wanted: string | undefined): AsyncGenerator<BenchWorld> {
  const parts = wanted?.split(',');
  const isNamed = (name: string) => parts === undefined || parts.some((part) => name.includes(part));
  yield* fileWorlds(isNamed);
  for (const { name, make } of madeWorlds) {
    if (isNamed(name)) yield { name, world: await make() };
  }
}

async function scoreWorld({ name, world }: BenchWorld, policies: readonly PolicyName[], seed: number) {
  const boundKg = await clairvoyantBound(world);
  return policies.map((policy): MatchingRow => {
    const { score, seconds } = simulate(world, POLICIES[policy], { seed });
    return { world: name, policy, ratio: score.valueKg / boundKg, score, seconds };
  });
}

function byWorld(rows: readonly MatchingRow[]) {
  const worlds: Record<string, Record<string, object>> = {};
  for (const { world, policy, ratio, score, seconds } of rows) {
    worlds[world] ??= {};
    const { gini, massKg, kmPerTonne, attemptsPerLot, servedShare, broken } = score;
    (worlds[world] as Record<string, object>)[policy] = {
      ...{ ratio, gini, massKg, kmPerTonne, attemptsPerLot, servedShare },
      rulesBroken: broken.length,
      seconds,
    };
  }
  return worlds;
}
