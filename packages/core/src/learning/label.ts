import type { FeatureRow, Outcome } from '@sprk/contracts';
import { FEATURE_COUNT, SCHEMA_HASH } from '../matching/feature-layout.ts';

export interface Label {
  readonly accepted: 0 | 1;
  /** How much it counts, (0, 1]. */
  readonly weight: number;
}

const LABELS: Readonly<Partial<Record<Outcome['kind'], Label>>> = {
  accepted: { accepted: 1, weight: 1 },
  declined: { accepted: 0, weight: 1 },
  // Silence may mean a busy day as well as a no.
  timed_out: { accepted: 0, weight: 0.5 },
  // A person who knows both sides chose this one; the recipient's own answer counts besides.
  override: { accepted: 1, weight: 0.5 },
};

/** What an outcome teaches, if anything: withdrawals and handovers say nothing about a recipient's yes. */
export function labelOf(outcome: Outcome): Label | undefined {
  return outcome.schemaHash === SCHEMA_HASH && isUsable(outcome.features) ? LABELS[outcome.kind] : undefined;
}

/** Finite numbers on known coordinates only: anything else teaches nothing. */
function isUsable(row: FeatureRow | undefined): row is FeatureRow {
  if (!row || row.length === 0) return false;
  return row.every(
    ([index, value]) => Number.isInteger(index) && index < FEATURE_COUNT && Number.isFinite(value),
  );
}
