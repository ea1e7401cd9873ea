import { atMost } from './at-most.ts';
import { type Rehearsal, rehearseStack } from './rehearse-stack.ts';
import { type Stack, stacksInOrder } from './stacks.ts';
import { openWorkCopy } from './work-copy.ts';

/** Every stack in every environment, each with the contracts that the stacks before it really offer. */
export async function rehearseAll(): Promise<readonly Rehearsal[]> {
  using copy = openWorkCopy();
  const takeTurn = atMost(2);
  const contracts = new Map<string, string>();
  const ended = new Map<string, Promise<readonly Rehearsal[]>>();
  const rehearse = async (stack: Stack) => {
    await Promise.all(stack.reads.map((name) => ended.get(name)));
    const rehearsals = await takeTurn(() => rehearseStack({ infra: copy.folder, stack, contracts }));
    for (const [name, contract] of rehearsals.flatMap(contractsIn)) contracts.set(name, contract);
    return rehearsals;
  };
  for (const stack of stacksInOrder()) ended.set(stack.name, rehearse(stack));
  // All have to end before the copy is removed, also where one failed.
  const results = await Promise.allSettled(ended.values());
  const failed = results
    .filter((result) => result.status === 'rejected')
    .map(({ reason }) => reason as Error);
  if (failed.length > 0) throw new Error([...new Set(failed.map(({ message }) => message))].join('\n\n'));
  return results.flatMap((result) => (result.status === 'fulfilled' ? result.value : []));
}

function contractsIn({ resources }: Rehearsal): (readonly [string, string])[] {
  return resources
    .filter(({ type, values }) => type === 'aws_ssm_parameter' && String(values.name).endsWith('/contract'))
    .map(({ values }) => [String(values.name), String(values.insecure_value)] as const);
}
