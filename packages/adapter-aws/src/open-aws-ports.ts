import type { Ports } from '@sprk/core';
import { createAwsAuditLog } from './audit-log.ts';
import type { AwsDeps } from './aws-deps.ts';
import { createAwsDirectoryFeed } from './directory-feed.ts';
import { createAwsEventLog } from './event-log.ts';
import { createAwsImpactLedger } from './impact-ledger.ts';
import { createKernel } from './kernel.ts';
import { createAwsLotStore } from './lot-store.ts';
import { openMessaging } from './open-messaging.ts';
import { createAwsOutcomeLog } from './outcome-log.ts';
import { createAwsPartnerStore } from './partner-store.ts';
import { createAwsPolicyStore } from './policy-store.ts';
import { createAwsRecipientLedger } from './recipient-ledger.ts';
import type { Relay } from './relay.ts';
import { createAwsWeightRegistry } from './weight-registry.ts';

export interface AwsPortsOptions extends AwsDeps {
  /** Of the weights, see ResourceNames.weightsBucket. */
  readonly bucket: string;
  /** Told of failures in the background, none of which loses anything. */
  readonly onError: (error: unknown) => void;
  /** False: another process carries the events to the bus. (Default: true) */
  readonly isRelaying?: boolean;
}

export type AwsPorts = Ports & AsyncDisposable & { readonly relay: Pick<Relay, 'drain'> };

/**
 * All ports, for the process that owns the tables, the backend; any number of them may run. Disposing ends waiting
 * calls and the relay, which leaves what is not relayed yet to others; `relay.drain()` waits for it.
 */
export function openAwsPorts(options: AwsPortsOptions): AwsPorts {
  const { onError, bucket, clients, names, clock, isRelaying = true } = options;
  const closing = new AbortController();
  const kernel = createKernel({ clients, names, clock }, onError);
  const { deps, log } = kernel;
  const { queues, relay } = openMessaging(kernel, onError, closing.signal);
  const weights = createAwsWeightRegistry(kernel, { s3: clients.s3, bucket });
  // An activation may have been cut off before it was told: looking at the pointer tells it.
  void weights.active().catch(onError);
  if (isRelaying) relay.start();
  return {
    lots: createAwsLotStore(kernel),
    suppliers: createAwsPartnerStore('supplier', kernel),
    recipients: createAwsPartnerStore('recipient', kernel),
    ledger: createAwsRecipientLedger(deps),
    directory: createAwsDirectoryFeed(kernel),
    queues,
    events: createAwsEventLog(log, closing.signal),
    weights,
    outcomes: createAwsOutcomeLog(kernel),
    policy: createAwsPolicyStore(kernel),
    audit: createAwsAuditLog(deps),
    impact: createAwsImpactLedger(deps),
    relay,
    async [Symbol.asyncDispose]() {
      closing.abort();
      await relay[Symbol.asyncDispose]();
    },
  };
}
