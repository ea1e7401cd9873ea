import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { BackupReply } from './backup-worker.ts';
import { StoreError } from './store-error.ts';

/** `backupFile` in a thread of its own: checking a large copy would hold up this one for seconds. */
export async function backupInWorker(workerData: {
  readonly file: string;
  readonly out: string;
}): Promise<void> {
  const worker = new Worker(new URL('./backup-worker.ts', import.meta.url), { workerData });
  const [reply] = (await once(worker, 'message')) as [BackupReply];
  await worker.terminate();
  if (reply.kind === 'done') return;
  throw reply.code === undefined ? new Error(reply.message) : new StoreError(reply.code, reply.message);
}
