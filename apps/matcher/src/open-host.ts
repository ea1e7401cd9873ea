import { type Logger, type StoreSettings, systemClock } from '@sprk/platform';
import type { MatcherConfig } from './config.ts';
import { connectOnAws } from './matcher-ports.ts';
import type { MatcherDeps } from './start-matcher.ts';

/** What the place it runs in adds to the settings. */
export interface Host extends Disposable {
  readonly config: Partial<MatcherConfig>;
  readonly deps: Partial<MatcherDeps>;
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
