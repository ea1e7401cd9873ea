import { deadLettersContract } from './dead-letters.ts';
import { directoryFeedContract } from './directory-feed.ts';
import { eventLogContract } from './event-log.ts';
import type { OpenPorts } from './harness.ts';
import { longPollContract } from './long-poll.ts';
import { lotStoreContract } from './lot-store.ts';
import { auditLogContract, impactLedgerContract, policyStoreContract } from './operator-stores.ts';
import { outcomeLogContract } from './outcome-log.ts';
import { partnerStoreContract } from './partner-store.ts';
import { queueProperties } from './queue-properties.ts';
import { queuesContract } from './queues.ts';
import { recipientLedgerContract } from './recipient-ledger.ts';
import { slotProperties } from './slot-properties.ts';
import { weightRegistryContract } from './weight-registry.ts';

export interface ContractOptions {
  /** Random use against models; for adapters whose clock can be moved and whose reads are current. (Default: true) */
  readonly properties?: boolean;
}

/** Everything that core relies on, for one adapter. Call it at the top level of a test file. */
export function allPortContracts(name: string, openPorts: OpenPorts, options: ContractOptions = {}): void {
  lotStoreContract(name, openPorts);
  recipientLedgerContract(name, openPorts);
  partnerStoreContract(name, openPorts);
  directoryFeedContract(name, openPorts);
  queuesContract(name, openPorts);
  deadLettersContract(name, openPorts);
  longPollContract(name, openPorts);
  eventLogContract(name, openPorts);
  weightRegistryContract(name, openPorts);
  outcomeLogContract(name, openPorts);
  policyStoreContract(name, openPorts);
  auditLogContract(name, openPorts);
  impactLedgerContract(name, openPorts);
  if (options.properties === false) return;
  slotProperties(name, openPorts);
  queueProperties(name, openPorts);
}
