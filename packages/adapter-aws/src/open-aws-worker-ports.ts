import type { WeightRegistry } from '@sprk/core';
import type { AwsPortsOptions } from './open-aws-ports.ts';
import { QueueUrls } from './queue-urls.ts';
import { createSqsConsumer, type SqsConsumer } from './sqs-consumer.ts';
import { createWeightReader } from './weight-registry.ts';

export interface AwsWorkerPorts extends Disposable {
  readonly queues: Omit<SqsConsumer, 'oldestAgeSeconds'>;
  readonly weights: Omit<WeightRegistry, 'activate'>;
}

/**
 * What matcher and cruncher take from AWS themselves. Their roles need their queue, its dead-letter queue and the bucket,
 * and nothing on the tables. Disposing ends waiting receivers.
 */
export function openAwsWorkerPorts(options: Omit<AwsPortsOptions, 'isRelaying'>): AwsWorkerPorts {
  const { clients, names, clock, bucket, onError } = options;
  const closing = new AbortController();
  const sqs = { sqs: clients.sqs, urls: new QueueUrls(clients.sqs), names, clock, onError };
  return {
    queues: createSqsConsumer(sqs, closing.signal),
    weights: createWeightReader({ s3: clients.s3, bucket }),
    [Symbol.dispose]: () => closing.abort(),
  };
}
