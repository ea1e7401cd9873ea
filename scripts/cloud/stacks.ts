import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fromRoot } from '../shared/from-root.ts';
import { runTerraform } from '../terraform/run-terraform.ts';
import { CLOUD_FOLDER } from './cloud-folder.ts';

/** In the order in which they read each other's contracts. */
export const STACKS = ['foundation', 'messaging-data', 'workloads', 'edge', 'ci', 'operations'] as const;
export type Stack = (typeof STACKS)[number];

/** Queues take the provider 25 s each: they had better wait side by side. */
const PARALLEL = '-parallelism=30';

/** Stacks with resources that not every emulator carries. */
const NEEDS_CAPABILITIES: ReadonlySet<Stack> = new Set(['workloads', 'edge', 'ci', 'operations']);

export interface StackContext {
  /** Families of APIs that the emulator carries, see infra/emulators. */
  readonly capabilities: readonly string[];
  /** Credentials and endpoints. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Applies one stack of env `local`; applying it again changes nothing. */
export async function applyStack(stack: Stack, context: StackContext): Promise<void> {
  await initStack(stack, context);
  // The plan is made silently: while it is applied, each resource that is ready shows a line.
  const plan = join(dataDir(stack), 'plan');
  await terraform(stack, context, ['plan', `-out=${plan}`, ...variables(stack, context)]);
  await terraform(stack, context, ['apply', PARALLEL, plan], stack);
}

/** @returns whether a plan would change something. */
export async function hasChanges(stack: Stack, context: StackContext): Promise<boolean> {
  const args = ['plan', '-detailed-exitcode', '-lock=false', ...variables(stack, context)];
  const { code } = await terraform(stack, context, args, undefined, [0, 2]);
  return code === 2;
}

export async function destroyStack(stack: Stack, context: StackContext): Promise<void> {
  await initStack(stack, context);
  await terraform(
    stack,
    context,
    ['destroy', '-auto-approve', PARALLEL, ...variables(stack, context)],
    stack,
  );
}

/** Addresses of everything that the state of a stack holds. */
export async function stateOf(stack: Stack, context: StackContext): Promise<readonly string[]> {
  const { stdout } = await terraform(stack, context, ['state', 'list']);
  return stdout.split('\n').filter((line) => line !== '' && !line.includes('data.'));
}

export async function initStack(stack: Stack, context: StackContext): Promise<void> {
  const backend = fromRoot(`infra/envs/local/backend.hcl`);
  await terraform(stack, context, [
    'init',
    '-reconfigure',
    `-backend-config=${backend}`,
    `-backend-config=key=${stack}.tfstate`,
  ]);
}

function variables(stack: Stack, { capabilities }: StackContext): readonly string[] {
  const file = `-var-file=${fromRoot(`infra/envs/local/${stack}.tfvars`)}`;
  return NEEDS_CAPABILITIES.has(stack)
    ? [file, `-var=emulator_capabilities=${JSON.stringify(capabilities)}`]
    : [file];
}

export async function terraform(
  stack: Stack,
  { env }: StackContext,
  args: readonly string[],
  label?: string,
  okCodes: readonly number[] = [0],
) {
  return await runTerraform({
    dir: fromRoot(`infra/stacks/${stack}`),
    args,
    env: { ...env, TF_DATA_DIR: dataDir(stack) },
    okCodes,
    ...(label !== undefined && { label, shows: isProgress }),
  });
}

function dataDir(stack: Stack): string {
  const folder = join(CLOUD_FOLDER, 'terraform', stack);
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** One line for each resource that is done, and what went wrong. */
function isProgress(line: string): boolean {
  return /(Creation|Modifications|Destruction) complete|^(Apply|Destroy) complete|^[│╷╵]|^Error/.test(line);
}
