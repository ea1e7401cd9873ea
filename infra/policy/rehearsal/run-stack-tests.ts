import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emulatorVariables } from '../../../scripts/terraform/emulator-variables.ts';
import { runTerraform } from '../../../scripts/terraform/run-terraform.ts';
import { startFakeAws } from './fake-aws.ts';
import { ENVIRONMENTS, type Environment, type Stack } from './stacks.ts';
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

/**
 * Runs one test for each environment, with its values. All in one process, because loading the provider takes longest.
 * @throws Error with what Terraform complains of, and what it asked AWS in vain
 */
export async function runStackTests(
  { infra, stack, contracts }: StackRun,
  testOf: (environment: Environment) => string,
): Promise<readonly TestMessage[]> {
  await using aws = await startFakeAws(contracts);
  const dir = join(infra, stack.folder);
  rmSync(join(dir, FOLDER), { recursive: true, force: true });
  mkdirSync(join(dir, FOLDER));
  for (const environment of ENVIRONMENTS) {
    const values = readFileSync(join(infra, 'envs', environment, `${stack.name}.tfvars`), 'utf8');
    const test = `variables {\n${values}\n}\n${testOf(environment)}\n`;
    writeFileSync(join(dir, FOLDER, `${environment}.tftest.hcl`), test);
  }
  // The provider's schemas are much garbage: collecting it less often saves a third of the time.
  const env = { ...emulatorVariables({ AWS_ENDPOINT_URL: aws.url }), GOGC: '400' };
  const args = ['test', '-json', '-verbose', `-test-directory=${FOLDER}`];
  const { stdout } = await runTerraform({ dir, env, args, okCodes: [0, 1] });
  try {
    return readMessages(stdout);
  } catch (cause) {
    const unanswered = aws.unanswered.map((call) => `The fake AWS has no answer to: ${call}`);
    throw new Error(
      [`${stack.folder} cannot be rehearsed.`, (cause as Error).message, ...unanswered].join('\n'),
    );
  }
}
