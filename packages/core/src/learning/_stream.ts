import type { FeatureRow, Outcome } from '@sprk/contracts';
import { sigmoid } from '@sprk/numerics';
import { iso } from '../_fixtures.ts';
import { namedFeature, recipientFeatures, SCHEMA_HASH } from '../matching/feature-layout.ts';

/** Modelled, never real: chances fall with distance, and every recipient has a mood of its own. */
export interface StreamOptions {
  readonly count: number;
  readonly seed?: number;
  /** Label 1 - y instead of y. */
  readonly flipped?: boolean;
  /** The chance each offer is said to have been made under; absent: the true one. */
  readonly claimed?: (truth: number) => number;
}

/** mulberry32: uniform in [0, 1), the same for the same seed. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export function aStream({ count, seed = 1, flipped = false, claimed = (p) => p }: StreamOptions): Outcome[] {
  const random = seeded(seed);
  return Array.from({ length: count }, (_, i) => {
    const who = Math.floor(random() * 12);
    const km = random() * 1.2;
    const truth = sigmoid(1.6 - 2.4 * km + 1.2 * Math.sin(who * 2.3));
    const accepted = random() < truth !== flipped;
    const features = aRow(`rec_${who}`, km);
    return anOutcome(i, { kind: accepted ? 'accepted' : 'declined', probability: claimed(truth), features });
  });
}

export function aRow(recipientId: string, km: number): FeatureRow {
  const named = recipientFeatures(recipientId, 'produce');
  return [
    [0, 1],
    [namedFeature('distance'), km],
    [named.recipient, 1],
    [named.recipientCategory, 1],
  ];
}

export function anOutcome(number: number, overrides: Partial<Outcome> = {}): Outcome {
  return {
    kind: 'accepted',
    oversupplyId: `ovs_${number}`,
    recipientId: 'rec_0',
    offerId: `off_${number}`,
    attempt: 1,
    at: iso(number * 60_000),
    category: 'produce',
    massKg: 10,
    schemaHash: SCHEMA_HASH,
    probability: 0.6,
    features: aRow('rec_0', 0.3),
    ...overrides,
  };
}
