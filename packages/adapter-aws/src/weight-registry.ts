import type { S3Client } from '@aws-sdk/client-s3';
import type { WeightRegistry } from '@sprk/core';
import { JsonObjects } from './json-objects.ts';
import type { Kernel } from './kernel.ts';
import { createTellActivation } from './tell-activation.ts';
import { readActive, WeightPointer } from './weight-pointer.ts';
import { WeightShelf } from './weight-shelf.ts';

export interface WeightBucket {
  readonly s3: S3Client;
  readonly bucket: string;
}

/** The registry for a process that activates nothing: it needs rights on the bucket only; the matcher's, to read. */
export function createWeightReader({ s3, bucket }: WeightBucket): Omit<WeightRegistry, 'activate'> {
  const objects = new JsonObjects(s3, bucket);
  const shelf = new WeightShelf(objects);
  return {
    publish: (weights) => shelf.publish(weights),
    find: (version) => shelf.find(version),
    list: (page) => shelf.list(page),
    active: () => readActive(objects),
  };
}

/** The registry for the backend, whose activations enter the log of events. */
export function createAwsWeightRegistry(kernel: Kernel, { s3, bucket }: WeightBucket): WeightRegistry {
  const objects = new JsonObjects(s3, bucket);
  const pointer = new WeightPointer(objects, createTellActivation(kernel));
  const reader = createWeightReader({ s3, bucket });
  return {
    ...reader,
    active: () => pointer.active(),
    async activate(activation) {
      if (!(await reader.find(activation.active.version))) return { kind: 'unknownVersion' };
      return await pointer.activate(activation);
    },
  };
}
