import { messagingContract, nameIn, queueNames } from './contract.ts';
import { emulatedAws } from './emulated-aws.ts';
import type { CloudOptions } from './options.ts';
import { runningServices } from './services.ts';
import { stackContext } from './stack-context.ts';
import { STACKS, stateOf } from './stacks.ts';

/** `npm run -s cloud:status`: one JSON object about what there is. */
export async function status(options: CloudOptions): Promise<void> {
  const aws = await emulatedAws(options);
  const context = stackContext(aws, aws.profile);
  const contract = await messagingContract(context);
  const stacks = await Promise.all(
    STACKS.map(async (stack) => [stack, (await stateOf(stack, context)).length] as const),
  );
  const running = runningServices();
  const report = {
    endpoint: aws.endpoint,
    region: aws.region,
    profile: aws.profile,
    backendUrl: running ? `http://127.0.0.1:${running.ports.public}` : null,
    services: Object.fromEntries((running?.services ?? []).map(({ name, pid }) => [name, { pid }])),
    tables: Object.values(contract.table_arns).map(nameIn),
    queues: queueNames(contract),
    bus: nameIn(contract.bus_arn),
    buckets: [contract.weights_bucket, contract.log_bucket],
    stacks: Object.fromEntries(stacks.map(([stack, resources]) => [stack, { resources }])),
  };
  console.log(JSON.stringify(report, undefined, 2));
}
