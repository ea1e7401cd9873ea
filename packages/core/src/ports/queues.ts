import type { AuditEntry, DeadLetter, DomainEvent, QueueName } from '@sprk/contracts';
import type { Page, PageRequest } from './page.ts';

export interface QueueMessage {
  readonly queue: QueueName;
  /** Stable over deliveries. */
  readonly id: string;
  /** Valid for this delivery only; a stale one is ignored. */
  readonly receipt: string;
  /** 1 at the first delivery. */
  readonly receiveCount: number;
  readonly event: DomainEvent;
}

/** At-least-once queues with leases. Messages enter only with a unit of work, routed by flow.ts. */
export interface Queues {
  /** Up to `max` (1..256) messages, leased for `leaseSeconds`; waits up to `waitMs` for the first one. */
  receive(
    queue: QueueName,
    options: { readonly max: number; readonly leaseSeconds: number; readonly waitMs: number },
    signal?: AbortSignal,
  ): Promise<readonly QueueMessage[]>;
  acknowledge(queue: QueueName, receipts: readonly string[]): Promise<void>;
  /** Heartbeat: the lease ends `leaseSeconds` from now. */
  extend(queue: QueueName, receipts: readonly string[], leaseSeconds: number): Promise<void>;
  /** Gives a message back, to be delivered again after the delay; past the queue's maxReceives it is dead. */
  release(
    queue: QueueName,
    receipt: string,
    options: { readonly delaySeconds: number; readonly reason: string },
  ): Promise<void>;
  /** Sets a message aside at once. */
  deadLetter(queue: QueueName, receipt: string, reason: string): Promise<void>;
  listDeadLetters(page: PageRequest): Promise<Page<DeadLetter>>;
  /** Puts a dead letter back with a fresh receive count. */
  redrive(
    id: string,
    audit: AuditEntry,
  ): Promise<{ readonly kind: 'redriven' } | { readonly kind: 'unknown' }>;
  depth(queue: QueueName): Promise<{
    readonly ready: number;
    readonly leased: number;
    readonly dead: number;
    readonly oldestAgeSeconds: number;
  }>;
}
