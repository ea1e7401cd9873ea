import type { Recipient, Supplier } from '@sprk/contracts';
import type { EventLog } from './ports/event-log.ts';
import type { OutcomeLog, WeightRegistry } from './ports/learning-stores.ts';
import type { LotStore } from './ports/lot-store.ts';
import type { AuditLog, ImpactLedger, PolicyStore } from './ports/operator-stores.ts';
import type { PartnerStore } from './ports/partner-store.ts';
import type { Queues } from './ports/queues.ts';
import type { DirectoryFeed, RecipientLedger } from './ports/recipient-views.ts';

/*
 * What core asks of the outside. Every method is one atomic, conditional unit of work of at most 100 items
 * (MAX_UNIT_ITEMS), such as one DynamoDB transaction carries; state and outgoing events travel in the same unit,
 * and an adapter routes events to queues by flow.ts. A write resolves when it is durable. Reads see only durable
 * state, but may be a moment old: conditions, not reads, keep invariants.
 */

export const MAX_UNIT_ITEMS = 100;

export interface Ports {
  readonly lots: LotStore;
  readonly suppliers: PartnerStore<Supplier>;
  readonly recipients: PartnerStore<Recipient>;
  readonly ledger: RecipientLedger;
  readonly directory: DirectoryFeed;
  readonly queues: Queues;
  readonly events: EventLog;
  readonly weights: WeightRegistry;
  readonly outcomes: OutcomeLog;
  readonly policy: PolicyStore;
  readonly audit: AuditLog;
  readonly impact: ImpactLedger;
}
