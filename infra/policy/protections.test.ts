import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { skipWithout } from '../../scripts/shared/tools.ts';
import { runTerraform } from '../../scripts/terraform/run-terraform.ts';
import { stacksInOrder } from './rehearsal/stacks.ts';
import { readMessages } from './rehearsal/test-messages.ts';
import { openWorkCopy, type WorkCopy } from './rehearsal/work-copy.ts';
import { tfvarsOf } from './tfvars.ts';

const START = 'settings.protection.';
const FOLDER = 'protections';

/** Stacks with the protections that production has. */
const cases = stacksInOrder()
  .map(({ name, folder }) => ({ name, folder, protections: protectionsOf(name) }))
  .filter(({ protections }) => protections.length > 0);

let copy: WorkCopy;
beforeAll(() => {
  copy = openWorkCopy();
});
afterAll(() => copy[Symbol.dispose]());

describe.skipIf(skipWithout('terraform', process.env))('production', () => {
  it.each(cases)('cannot be had with one protection of $name less', async ({ name, folder, protections }) => {
    const dir = join(copy.folder, folder);
    const values = readFileSync(join(copy.folder, 'envs', 'prod', `${name}.tfvars`), 'utf8');
    mkdirSync(join(dir, FOLDER));
    writeFileSync(join(dir, FOLDER, 'prod.tftest.hcl'), testOf(values, protections));
    await runTerraform({ dir, args: ['init', '-backend=false', `-test-directory=${FOLDER}`] });

    const args = ['test', '-json', `-test-directory=${FOLDER}`];
    const { stdout } = await runTerraform({ dir, args, env: { GOGC: '400' }, okCodes: [0, 1] });

    const summary = readMessages(stdout).find(({ type }) => type === 'test_summary')?.test_summary;
    expect(summary).toMatchObject({ status: 'pass', passed: protections.length });
  });
});

function protectionsOf(stack: string): readonly { name: string; weaker: string }[] {
  return [...tfvarsOf(stack, 'prod')]
    .filter(([key]) => key.startsWith(START))
    .map(([key, written]) => ({ name: key.slice(START.length), weaker: weakened(written) }));
}

/** The next thing somebody in a hurry would write. */
function weakened(written: string): string {
  if (written === 'true') return 'false';
  if (written === 'false') return 'true';
  if (written === '[]') return '["198.51.100.0/24"]';
  return String(Number(written) - 1);
}

function testOf(values: string, protections: readonly { name: string; weaker: string }[]): string {
  const runs = protections.map(
    ({ name, weaker }) => `run "without_${name}" {
  command = plan
  variables {
    settings = merge(var.settings, { protection = merge(var.settings.protection, { ${name} = ${weaker} }) })
  }
  expect_failures = [var.settings]
}`,
  );
  const mocks = ['mock_provider "aws" {}', 'mock_provider "aws" {\n  alias = "us_east_1"\n}'];
  return [...mocks, `variables {\n${values}\n}`, ...runs].join('\n\n');
}
