import type { DatabaseSync } from 'node:sqlite';
import type { Clock } from '@sprk/core';
import type { Cascades } from './cascades.ts';
import type { Claims } from './claims.ts';
import type { Counters } from './counters.ts';
import type { GroupCommit } from './group-commit.ts';
import type { Outbox } from './outbox.ts';
import type { QueueState } from './queue-state.ts';
import type { Retention } from './retention.ts';
import type { Sequence } from './sequence.ts';
import type { Signal } from './signal.ts';
import type { SupplierLots } from './supplier-lots.ts';
import type { Timers } from './timers.ts';

export type ClockWithTimers = Clock & Partial<Timers>;

/** What the ports of one open file share. */
export interface Store {
  readonly file: string;
  readonly writer: DatabaseSync;
  readonly reader: DatabaseSync;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly group: GroupCommit;
  readonly sequence: Sequence;
  readonly counters: Counters;
  readonly queueState: QueueState;
  readonly outbox: Outbox;
  readonly claims: Claims;
  readonly supplierLots: SupplierLots;
  readonly cascades: Cascades;
  readonly retention: Retention;
  /** Fires after a commit that put messages into queues or gave some back. */
  readonly queued: Signal;
  /** Fires after a commit that appended events. */
  readonly appended: Signal;
  /** Aborted when the store closes. */
  readonly closing: AbortSignal;
}
