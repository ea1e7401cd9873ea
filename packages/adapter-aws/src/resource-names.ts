import type { QueueName } from '@sprk/contracts';

/** The tables, by class of data; each has its own role permissions, retention and protection in Terraform. */
export const TABLES = ['lots', 'partners', 'events', 'operations', 'learning'] as const;
export type TableName = (typeof TABLES)[number];

/** Names of all resources of one environment. Terraform's `naming` module makes the same ones; a test compares them. */
export interface ResourceNames {
  readonly prefix: string;
  readonly bus: string;
  table(name: TableName): string;
  queue(name: QueueName): string;
  deadLetterQueue(name: QueueName): string;
  /** Needs the account, because bucket names are global. */
  weightsBucket(accountId: string): string;
  secret(name: 'internal-webhook' | 'partner-webhook'): string;
}

/** @param environment local | dev | staging | prod, or any other name for tests. */
export function resourceNames(environment: string): ResourceNames {
  const prefix = `sprk-${environment}`;
  return {
    prefix,
    bus: prefix,
    table: (name) => `${prefix}-${name}`,
    queue: (name) => `${prefix}-${name}`,
    deadLetterQueue: (name) => `${prefix}-${name}-dlq`,
    weightsBucket: (accountId) => `${prefix}-weights-${accountId}`,
    secret: (name) => `sprk/${environment}/${name}`,
  };
}
