import type { EmulatedAws } from './emulated-aws.ts';
import { stackContext } from './stack-context.ts';
import { hasChanges, STACKS } from './stacks.ts';

/** Says for each stack whether a plan would change something; the exit code is 2 then, as Terraform's. */
export async function plan(aws: EmulatedAws): Promise<void> {
  const context = stackContext(aws, aws.profile);
  for (const stack of STACKS) {
    const isChanged = await hasChanges(stack, context);
    console.log(`${stack}: ${isChanged ? 'would change' : 'no change'}`);
    if (isChanged) process.exitCode = 2;
  }
}
