import type { FeatureRow, Outcome } from '@sprk/contracts';
import { FEATURE_COUNT, SCHEMA_HASH } from '../matching/feature-layout.ts';

/** Features are clipped to single figures where they are made. */
const LARGEST_VALUE = 100;

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

/** Numbers of a sane size on known coordinates only: anything else teaches nothing. */
function isUsable(row: FeatureRow | undefined): row is FeatureRow {
  return row !== undefined && row.length > 0 && row.every(isUsablePair);
}

function isUsablePair([index, value]: FeatureRow[number]): boolean {
  const isCoordinate = Number.isInteger(index) && index >= 0 && index < FEATURE_COUNT;
  return isCoordinate && Math.abs(value) <= LARGEST_VALUE;
}
