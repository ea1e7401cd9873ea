import type { Clock } from '@sprk/core';
import type { AwsClients } from './clients.ts';
import type { ResourceNames } from './resource-names.ts';

/** What every store of this adapter works with. */
export interface AwsDeps {
  readonly clients: AwsClients;
  readonly names: ResourceNames;
  readonly clock: Clock;
}
