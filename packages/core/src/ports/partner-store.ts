import type { AuditEntry, DomainEvent, Recipient, Supplier } from '@sprk/contracts';
import type { IdempotencyClaim, IdempotencyClash } from './idempotency.ts';
import type { Page, PageRequest } from './page.ts';

export interface PartnerChangeUnit<P> {
  readonly partner: P;
  readonly events: readonly DomainEvent[];
  readonly audit: readonly AuditEntry[];
}

export type PartnerCreateResult =
  | { readonly kind: 'created' }
  /** The externalId belongs to that partner already; nothing was written. */
  | { readonly kind: 'externalIdTaken'; readonly id: string }
  | IdempotencyClash;

/** Suppliers or recipients. Access patterns: by id; by externalId; all in order of id. */
export interface PartnerStore<P extends Supplier | Recipient> {
  create(
    unit: PartnerChangeUnit<P> & { readonly idempotency?: IdempotencyClaim },
  ): Promise<PartnerCreateResult>;
  /** The stored version must be `partner.version - 1`. */
  update(unit: PartnerChangeUnit<P>): Promise<{ readonly kind: 'updated' } | { readonly kind: 'stale' }>;
  find(id: string): Promise<P | undefined>;
  findByExternalId(externalId: string): Promise<P | undefined>;
  list(page: PageRequest): Promise<Page<P>>;
  count(): Promise<number>;
}
