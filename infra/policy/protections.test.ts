import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { skipWithout } from '../../scripts/shared/tools.ts';
import { runTerraform } from '../../scripts/terraform/run-terraform.ts';
import { runStackTests, variablesOf } from './rehearsal/run-stack-tests.ts';
import { stacksInOrder } from './rehearsal/stacks.ts';
import { openWorkCopy, type WorkCopy } from './rehearsal/work-copy.ts';
import { tfvarsOf } from './tfvars.ts';

const START = 'settings.protection.';
const REFUSAL = 'Invalid value for variable';

/** Stacks with the protections that production has, each as somebody in a hurry would weaken it. */
const cases = stacksInOrder()
  .map((stack) => ({ stack, name: stack.name, weaker: weakerProtections(stack.name) }))
  .filter(({ weaker }) => weaker.size > 0);

let copy: WorkCopy;
beforeAll(() => {
  copy = openWorkCopy();
});
afterAll(() => copy[Symbol.dispose]());

describe.skipIf(skipWithout('terraform', process.env))('production', () => {
  it.each(cases)('cannot be had with one protection of $name less', async ({ stack, weaker }) => {
    const run = { infra: copy.folder, stack, contracts: new Map<string, string>() };
    const values = variablesOf(run, 'prod');
    const tests = [...weaker].map(([name, written]) => [name, `${values}\n${planWith(name, written)}`]);
    await runTerraform({ dir: join(copy.folder, stack.folder), args: ['init', '-backend=false'] });

    const messages = await runStackTests(run, Object.fromEntries(tests));

    // Contracts are missing here, too: what counts is that the value itself is refused.
    const refused = messages.filter(({ diagnostic }) => diagnostic?.summary === REFUSAL);
    const refusedNames = new Set(refused.map((message) => message['@testrun']));
    expect([...weaker.keys()].filter((name) => !refusedNames.has(name))).toEqual([]);
  });
});

function weakerProtections(stack: string): ReadonlyMap<string, string> {
  const protections = [...tfvarsOf(stack, 'prod')].filter(([key]) => key.startsWith(START));
  return new Map(protections.map(([key, written]) => [key.slice(START.length), weakened(written)]));
}

function weakened(written: string): string {
  if (written === 'true') return 'false';
  if (written === 'false') return 'true';
  if (written === '[]') return '["198.51.100.0/24"]';
  return String(Number(written) - 1);
}

function planWith(name: string, written: string): string {
  return `run "${name}" {
  command = plan
  variables {
    settings = merge(var.settings, { protection = merge(var.settings.protection, { ${name} = ${written} }) })
  }
}`;
}
