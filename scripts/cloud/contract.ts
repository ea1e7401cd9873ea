import { QUEUES } from '@sprk/core';
import { type StackContext, terraform } from './stacks.ts';

/** What the stack `messaging-data` offers, as far as the local cloud needs it. */
export interface MessagingContract {
  readonly bus_arn: string;
  readonly table_arns: Readonly<Record<string, string>>;
  readonly queue_urls: Readonly<Record<string, string>>;
  readonly dead_letter_arns: Readonly<Record<string, string>>;
  readonly undelivered_queue_arn: string;
  readonly weights_bucket: string;
  readonly log_bucket: string;
}

/** @throws Error when the stack has not been applied */
export async function messagingContract(context: StackContext): Promise<MessagingContract> {
  const { stdout } = await terraform('messaging-data', context, ['output', '-json', 'contract']);
  return JSON.parse(stdout) as MessagingContract;
}

/** Names of all queues, those of dead letters included. */
export function queueNames(contract: MessagingContract): readonly string[] {
  const names = QUEUES.flatMap(({ name }) => [
    contract.queue_urls[name]?.split('/').at(-1) ?? '',
    nameIn(contract.dead_letter_arns[name] ?? ''),
  ]);
  return [...names, nameIn(contract.undelivered_queue_arn)];
}

/** The resource's name: what stands behind the last colon or slash of its ARN. */
export function nameIn(arn: string): string {
  return arn.split(/[:/]/).at(-1) ?? '';
}
