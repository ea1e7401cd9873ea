import { readCapabilities } from '../emulator/capabilities.ts';
import type { Profile } from '../emulator/options.ts';
import type { EmulatedAws } from './emulated-aws.ts';
import type { StackContext } from './stacks.ts';

/** What Terraform is told of the emulator: the stacks leave out what its profile does not carry. */
export function stackContext({ variables }: EmulatedAws, profile: Profile): StackContext {
  const { families } = readCapabilities(profile);
  const capabilities = Object.keys(families).filter((name) => families[name] !== null);
  return { env: variables, capabilities };
}
