import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectsCommand,
  ListObjectsV2Command,
} from '@aws-sdk/client-s3';
import type { AwsClients } from '../src/clients.ts';

const REGION = 'eu-central-1';

export async function createBucket({ s3 }: AwsClients, Bucket: string): Promise<void> {
  const CreateBucketConfiguration = { LocationConstraint: REGION } as const;
  await s3.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration }));
}

export async function emptyBucket({ s3 }: AwsClients, Bucket: string): Promise<void> {
  for (;;) {
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket }));
    if (Contents.length === 0) return;
    const Objects = Contents.map(({ Key }) => ({ Key }));
    await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
  }
}

export async function deleteBucket(clients: AwsClients, Bucket: string): Promise<void> {
  await emptyBucket(clients, Bucket);
  await clients.s3.send(new DeleteBucketCommand({ Bucket }));
}
