import type { Clock, Ports } from '@sprk/core';
import { createMemoryDirectoryFeed } from './directory-feed.ts';
import { createMemoryEventLog, forgetEvents } from './event-log.ts';
import { type Faults, injectFaults } from './faults.ts';
import { createMemoryLotStore } from './lot-store.ts';
import { createMemoryState, type MemoryState } from './memory-state.ts';
import {
  createMemoryAuditLog,
  createMemoryImpactLedger,
  createMemoryPolicyStore,
} from './operator-stores.ts';
import { createMemoryOutcomeLog } from './outcome-log.ts';
import { createMemoryPartnerStore } from './partner-store.ts';
import { createMemoryQueues } from './queues.ts';
import { createRealTimers } from './real-timers.ts';
import { createMemoryRecipientLedger } from './recipient-ledger.ts';
import type { Timers } from './virtual-clock.ts';
import { createMemoryWeightRegistry } from './weight-registry.ts';

export interface MemoryPortsOptions {
  /** A virtual clock also drives leases and long polls; a plain one uses timers of the process. */
  readonly clock: Clock & Partial<Timers>;
  readonly faults?: Faults;
  /** Shared by several ports, as several processes share a database. Absent: an own one. */
  readonly state?: MemoryState;
}

export type MemoryPorts = Ports &
  AsyncDisposable & {
    /** Drops all but the newest `keep` events of the log. Queues keep theirs. */
    forgetEvents(keep: number): void;
  };

/** All ports on plain Maps, for tests and simulation: nothing outlives the process. */
export function createMemoryPorts({
  clock,
  faults,
  state = createMemoryState(),
}: MemoryPortsOptions): MemoryPorts {
  const timers: Timers = clock.waitUntil
    ? { waitUntil: clock.waitUntil.bind(clock) }
    : createRealTimers(clock);
  const closing = new AbortController();
  const ports: Ports = {
    lots: createMemoryLotStore(state, clock),
    suppliers: createMemoryPartnerStore('supplier', state.suppliers, state, clock),
    recipients: createMemoryPartnerStore('recipient', state.recipients, state, clock),
    ledger: createMemoryRecipientLedger(state),
    directory: createMemoryDirectoryFeed(state),
    queues: createMemoryQueues(state, clock, timers, closing.signal),
    events: createMemoryEventLog(state, clock, timers, closing.signal),
    weights: createMemoryWeightRegistry(state, clock),
    outcomes: createMemoryOutcomeLog(state),
    policy: createMemoryPolicyStore(state, clock),
    audit: createMemoryAuditLog(state),
    impact: createMemoryImpactLedger(state),
  };
  return {
    ...(faults ? injectFaults(ports, faults, { clock, timers }) : ports),
    forgetEvents: (keep) => forgetEvents(state, keep),
    async [Symbol.asyncDispose]() {
      closing.abort();
    },
  };
}
