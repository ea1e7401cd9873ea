import type { AuditEntry, DomainEvent, Policy } from '@sprk/contracts';
import type { Page, PageRequest } from './page.ts';

export interface PolicyStore {
  /** The newest policy; a fresh store has the default. */
  current(): Promise<Policy>;
  put(unit: {
    readonly policy: Policy;
    readonly events: readonly DomainEvent[];
    readonly audit: readonly AuditEntry[];
  }): Promise<{ readonly kind: 'stored' } | { readonly kind: 'stale' }>;
}

export interface AuditLog {
  /** Newest first. Entries enter only with a unit of work. */
  list(page: PageRequest): Promise<Page<AuditEntry>>;
}

/** Collected mass, kept as daily sums when a lot is collected. */
export interface ImpactLedger {
  /** Sums over local-UTC days in [fromDate, toDate]. */
  collected(
    fromDate: string,
    toDate: string,
  ): Promise<{
    readonly lots: number;
    readonly massKgByCategory: Readonly<Record<string, number>>;
  }>;
}
