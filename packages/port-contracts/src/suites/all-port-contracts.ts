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
  /** Queues deliver in the order of the events, which not every broker promises. (Default: true) */
  readonly isOrdered?: boolean;
}

/** Everything that core relies on, for one adapter. Call it at the top level of a test file. */
export function allPortContracts(name: string, openPorts: OpenPorts, options: ContractOptions = {}): void {
  storeContracts(name, openPorts, options);
  queueContracts(name, openPorts, options);
}

/** All but the queues; for adapters so slow that two files share the work. */
export function storeContracts(name: string, openPorts: OpenPorts, options: ContractOptions = {}): void {
  lotStoreContract(name, openPorts);
  recipientLedgerContract(name, openPorts);
  partnerStoreContract(name, openPorts);
  directoryFeedContract(name, openPorts);
  eventLogContract(name, openPorts);
  weightRegistryContract(name, openPorts);
  outcomeLogContract(name, openPorts);
  policyStoreContract(name, openPorts);
  auditLogContract(name, openPorts);
  impactLedgerContract(name, openPorts);
  if (options.properties !== false) slotProperties(name, openPorts);
}

/** The queues, and waiting for them. */
export function queueContracts(name: string, openPorts: OpenPorts, options: ContractOptions = {}): void {
  queuesContract(name, openPorts, options);
  deadLettersContract(name, openPorts);
  longPollContract(name, openPorts);
  if (options.properties !== false) queueProperties(name, openPorts);
}
