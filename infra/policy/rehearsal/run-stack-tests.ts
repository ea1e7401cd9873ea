import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emulatorVariables } from '../../../scripts/terraform/emulator-variables.ts';
import { runTerraform } from '../../../scripts/terraform/run-terraform.ts';
import { startFakeAws } from './fake-aws.ts';
import type { Environment, Stack } from './stacks.ts';
import { readMessages, type TestMessage } from './test-messages.ts';

/** Terraform looks for tests here, so that the stack's own do not run along. */
const FOLDER = 'rehearsal';

export interface StackRun {
  /** A work copy. */
  readonly infra: string;
  readonly stack: Stack;
  /** What the stacks before it tell, by name of the parameter. */
  readonly contracts: ReadonlyMap<string, string>;
}

/** The values of an environment for a stack, as variables of a test. */
export function variablesOf({ infra, stack }: StackRun, environment: Environment): string {
  const values = readFileSync(join(infra, 'envs', environment, `${stack.name}.tfvars`), 'utf8');
  return `variables {\n${values}\n}\n`;
}

/**
 * Runs tests of Terraform on a stack that is initialised, beside the fake AWS. All in one process, because loading the provider
 * takes longest. @param tests their code, by name
 */
export async function runStackTests(
  { infra, stack, contracts }: StackRun,
  tests: Readonly<Record<string, string>>,
): Promise<readonly TestMessage[]> {
  await using aws = await startFakeAws(contracts);
  const dir = join(infra, stack.folder);
  rmSync(join(dir, FOLDER), { recursive: true, force: true });
  mkdirSync(join(dir, FOLDER));
  for (const [name, test] of Object.entries(tests)) {
    writeFileSync(join(dir, FOLDER, `${name}.tftest.hcl`), test);
  }
  // The provider's schemas are much garbage: collecting it less often saves a third of the time.
  const env = { ...emulatorVariables({ AWS_ENDPOINT_URL: aws.url }), GOGC: '400' };
  const args = ['test', '-json', '-verbose', `-test-directory=${FOLDER}`];
  const { stdout } = await runTerraform({ dir, env, args, okCodes: [0, 1] });
  const unanswered = aws.unanswered.map((call) => `The fake AWS has no answer to: ${call}`);
  return [...readMessages(stdout), ...unanswered.map(asComplaint)];
}

/** Told beside Terraform's own complaint, which does not say what was asked. */
function asComplaint(summary: string): TestMessage {
  return { type: 'diagnostic', diagnostic: { severity: 'error', summary, detail: '' } };
}
