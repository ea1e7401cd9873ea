import { randomBytes } from 'node:crypto';
import type { AwsClients } from '../src/clients.ts';
import { type ResourceNames, resourceNames } from '../src/resource-names.ts';
import { createBucket, deleteBucket } from './create-bucket.ts';
import { createBus, deleteBus } from './create-bus.ts';
import { createQueues, deleteQueues } from './create-queues.ts';
import { createTables, deleteTables } from './create-tables.ts';

/** One environment in the emulator, as Terraform would make it. */
export interface Resources extends AsyncDisposable {
  readonly names: ResourceNames;
  readonly bucket: string;
}

/** All resources of a new environment with a random name, gone when disposed. */
export async function createResources(clients: AwsClients): Promise<Resources> {
  const names = resourceNames(`t${randomBytes(5).toString('hex')}`);
  const messaging = async () => {
    const { accountId, urls } = await createQueues(clients, names);
    const bucket = names.weightsBucket(accountId);
    await Promise.all([createBus(clients, names, accountId), createBucket(clients, bucket)]);
    return { bucket, urls };
  };
  const [{ bucket, urls }] = await Promise.all([messaging(), createTables(clients, names)]);
  return {
    names,
    bucket,
    async [Symbol.asyncDispose]() {
      await Promise.all([
        deleteTables(clients, names),
        deleteQueues(clients, urls),
        deleteBus(clients, names),
        deleteBucket(clients, bucket),
      ]);
    },
  };
}
