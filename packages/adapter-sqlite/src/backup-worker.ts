import { parentPort, workerData } from 'node:worker_threads';
import { backupFile } from './backup.ts';
import { StoreError } from './store-error.ts';

/** What the worker says at its end. */
export type BackupReply =
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly code: StoreError['code'] | undefined; readonly message: string };

try {
  await backupFile(workerData);
  parentPort?.postMessage({ kind: 'done' } satisfies BackupReply);
} catch (error) {
  const code = error instanceof StoreError ? error.code : undefined;
  const message = error instanceof Error ? error.message : String(error);
  parentPort?.postMessage({ kind: 'failed', code, message } satisfies BackupReply);
}
