import type { Clock } from '@sprk/core';
import type { StoreSettings } from '@sprk/platform';
import type { AwsWorker } from './open-aws-worker.ts';

/**
 * What matcher or cruncher have on AWS; undefined beside the embedded store, which is behind the backend.
 * @throws ConfigError, one line, when the secret cannot be read
 */
export async function openWorkerFor(
  store: StoreSettings,
  deps: { readonly clock: Clock; readonly onError: (error: unknown) => void },
): Promise<AwsWorker | undefined> {
  if (store.kind === 'embedded') return undefined;
  // The SDK is loaded only where it is used: it takes longer to load than everything else.
  const { openAwsWorker } = await import('./open-aws-worker.ts');
  return await openAwsWorker({ ...store, ...deps });
}
