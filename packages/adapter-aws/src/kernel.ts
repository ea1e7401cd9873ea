import type { AwsDeps } from './aws-deps.ts';
import { Outbox } from './outbox.ts';
import { OutboxKeys } from './outbox-keys.ts';
import { PageLog } from './page-log.ts';
import { PageStore } from './page-store.ts';
import { UnitOfWork } from './unit-of-work.ts';

/** What all stores of one process share. */
export interface Kernel {
  readonly deps: AwsDeps;
  readonly log: PageLog;
  readonly unit: UnitOfWork;
}

/** @param onError told of failures in the background, none of which loses anything. */
export function createKernel(deps: AwsDeps, onError: (error: unknown) => void): Kernel {
  const outbox = new Outbox(deps, new OutboxKeys(deps.clock));
  const log = new PageLog(outbox, new PageStore(deps));
  return { deps, log, unit: new UnitOfWork(deps, outbox, log, onError) };
}
