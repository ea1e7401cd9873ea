import { join } from 'node:path';
import { runTerraform } from '../../../scripts/terraform/run-terraform.ts';
import { FAKE_SECRET } from './fake-aws.ts';
import { givenValues } from './given-values.ts';
import { type Resource, resourcesIn } from './resource.ts';
import { runStackTests, type StackRun, variablesOf } from './run-stack-tests.ts';
import { ENVIRONMENTS, type Environment } from './stacks.ts';
import { type ChangeJson, type TestMessage, withoutComplaints } from './test-messages.ts';

/** A stack in one environment as it would be once applied. */
export interface Rehearsal {
  readonly stack: string;
  readonly environment: Environment;
  readonly resources: readonly Resource[];
  /** Where the made-up secret turned up although it must not: plan, state. */
  readonly leaks: readonly string[];
}

/**
 * Plans a stack for every environment with the real provider, and then applies the plans in memory: `terraform test` takes
 * what AWS would answer from us and calls nothing.
 */
export async function rehearseStack(run: StackRun): Promise<readonly Rehearsal[]> {
  await runTerraform({ dir: join(run.infra, run.stack.folder), args: ['init', '-backend=false'] });
  const planned = await runEverywhere(run, (environment) => [runBlock(environment, 'plan')]);
  const applied = await runEverywhere(run, (environment) => [
    ...changesIn(planned, environment).map(override),
    runBlock(environment, 'apply'),
  ]);
  return ENVIRONMENTS.map((environment) => {
    const state = messageOf(applied, environment, 'test_state').test_state;
    const plan = messageOf(planned, environment, 'test_plan').test_plan;
    return {
      stack: run.stack.name,
      environment,
      resources: completed(resourcesIn(state?.root_module ?? {}), changesIn(planned, environment)),
      leaks: [...(isLeaking(plan) ? ['plan'] : []), ...(isLeaking(state) ? ['state'] : [])],
    };
  });
}

async function runEverywhere(
  run: StackRun,
  blocksOf: (environment: Environment) => readonly string[],
): Promise<readonly TestMessage[]> {
  const tests = ENVIRONMENTS.map((environment) => [
    environment,
    [variablesOf(run, environment), ...blocksOf(environment)].join('\n'),
  ]);
  try {
    return withoutComplaints(await runStackTests(run, Object.fromEntries(tests)));
  } catch (cause) {
    throw new Error(`${run.stack.folder} cannot be rehearsed.\n${(cause as Error).message}`);
  }
}

function runBlock(environment: Environment, command: 'plan' | 'apply'): string {
  return `run "${environment}" {\n  command = ${command}\n}`;
}

function changesIn(messages: readonly TestMessage[], environment: Environment): readonly ChangeJson[] {
  const changes = messageOf(messages, environment, 'test_plan').test_plan?.resource_changes ?? [];
  return changes.filter(({ mode }) => mode === 'managed');
}

/** JSON is HCL, too, except that a template would start with `${`: none of these values holds one. */
function override({ address, type, change }: ChangeJson): string {
  const { after, after_unknown: unknown = {} } = change;
  const given = givenValues({ address, type, values: after ?? {}, unknown });
  return `override_resource {\n  target = ${address}\n  values = ${JSON.stringify(given)}\n}`;
}

/** Applying in memory leaves out what the provider itself adds: its default tags, and defaults of attributes. The plan has them. */
function completed(applied: readonly Resource[], planned: readonly ChangeJson[]): readonly Resource[] {
  const plannedValues = new Map(planned.map(({ address, change }) => [address, change.after ?? {}]));
  return applied.map(({ address, type, values }) => {
    const missing = Object.entries(plannedValues.get(address) ?? {}).filter(
      ([name]) => name === 'tags_all' || (values[name] ?? null) === null,
    );
    return { address, type, values: { ...values, ...Object.fromEntries(missing) } };
  });
}

function messageOf(messages: readonly TestMessage[], environment: Environment, type: string): TestMessage {
  const found = messages.find((message) => message.type === type && message['@testrun'] === environment);
  if (!found) throw new Error(`terraform test told no ${type} of ${environment}.`);
  return found;
}

/** Not in the schemas of the provider, which are most of a document. */
function isLeaking(document: object | undefined): boolean {
  return JSON.stringify({ ...document, provider_schemas: undefined }).includes(FAKE_SECRET);
}
