import type { SQSClient } from '@aws-sdk/client-sqs';
import type { Clock } from '@sprk/core';
import type { QueueUrls } from './queue-urls.ts';
import type { ResourceNames } from './resource-names.ts';

/** What everything that speaks to the queues works with. */
export interface SqsDeps {
  readonly sqs: SQSClient;
  readonly urls: QueueUrls;
  readonly names: ResourceNames;
  readonly clock: Clock;
  /** Told of failures in the background: the messages come again by themselves. */
  readonly onError: (error: unknown) => void;
}
