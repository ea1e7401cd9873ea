import type { ActiveWeights, AuditEntry, DomainEvent, Outcome, Weights } from '@sprk/contracts';
import type { Page, PageRequest } from './page.ts';

export interface WeightRegistry {
  /** Create-only by version, and `sequence` must be above all others. */
  publish(
    weights: Weights,
  ): Promise<{ readonly kind: 'published' } | { readonly kind: 'exists' } | { readonly kind: 'outdated' }>;
  find(version: string): Promise<Weights | undefined>;
  /** Newest first. */
  list(page: PageRequest): Promise<Page<Weights>>;
  active(): Promise<ActiveWeights | undefined>;
  /** Swaps the pointer if its generation is still `active.generation - 1` (0 for the first). */
  activate(unit: {
    readonly active: ActiveWeights;
    readonly events: readonly DomainEvent[];
    readonly audit: readonly AuditEntry[];
  }): Promise<
    { readonly kind: 'activated' } | { readonly kind: 'stale' } | { readonly kind: 'unknownVersion' }
  >;
}

/** The cruncher's memory: outcomes in the order they were learned, each counted once. */
export interface OutcomeLog {
  /** Appends those whose natural key is new; a repeated one is dropped. Positions start at 0. At most 100 at once. */
  append(
    outcomes: readonly Outcome[],
  ): Promise<{ readonly appended: readonly Outcome[]; readonly nextPosition: number }>;
  read(fromPosition: number, limit: number): Promise<readonly Outcome[]>;
}
