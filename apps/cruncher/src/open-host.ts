import { type Logger, type StoreSettings, systemClock } from '@sprk/platform';
import type { CruncherConfig } from './config.ts';
import { connectOnAws } from './cruncher-ports.ts';
import type { CruncherDeps } from './start-cruncher.ts';

/** What the place it runs in adds to the settings. */
export interface Host extends Disposable {
  readonly config: Partial<CruncherConfig>;
  readonly deps: Partial<CruncherDeps>;
}

/** Beside the embedded store there is nothing to add; on AWS there are the queue, the registry and the secret. */
export async function openHost({ store }: { readonly store: StoreSettings }, log: Logger): Promise<Host> {
  if (store.kind === 'embedded') return { config: {}, deps: {}, [Symbol.dispose]: () => undefined };
  // The SDK is loaded only where it is used: it takes longer to load than everything else.
  const { openAwsWorker } = await import('@sprk/adapter-aws/open-aws-worker');
  const worker = await openAwsWorker({
    ...store,
    clock: systemClock,
    onError: (error) => log.warn({ err: error }, 'a call to AWS failed'),
  });
  return {
    config: { internalSecrets: worker.internalSecrets },
    deps: { connect: connectOnAws(worker) },
    [Symbol.dispose]: () => worker[Symbol.dispose](),
  };
}
