import { readCapabilities } from '../emulator/capabilities.ts';
import type { Profile } from '../emulator/options.ts';
import type { EmulatedAws } from './emulated-aws.ts';
import { STACKS, type Stack, type StackContext } from './stacks.ts';

/** Stacks whose resources are all of families that LocalStack's open edition lacks, see infra/emulators. */
const COMPUTE: ReadonlySet<Stack> = new Set(['workloads', 'edge']);

/** The stacks that a profile can hold, in their order. */
export function stacksOf(profile: Profile): readonly Stack[] {
  return STACKS.filter((stack) => profile !== 'localstack' || !COMPUTE.has(stack));
}

export function stackContext({ variables }: EmulatedAws, profile: Profile): StackContext {
  const { families } = readCapabilities(profile);
  const capabilities = Object.keys(families).filter((name) => families[name] !== null);
  return { env: variables, capabilities };
}
