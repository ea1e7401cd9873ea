import { type Static, Type } from 'typebox';
import { OversupplyId, RecipientId, strict, Timestamp } from './primitives.ts';
import { BlockReason, UnmatchedCause } from './vocabulary.ts';

export const Contribution = Type.Object({ feature: Type.String(), value: Type.Number() });

/** A sparse feature row: parallel `[index, value]` pairs in the layout named by `schemaHash`. */
export const FeatureRow = Type.Array(Type.Tuple([Type.Integer({ minimum: 0 }), Type.Number()]), {
  maxItems: 64,
});

export const Candidate = Type.Object(
  {
    recipientId: RecipientId,
    probability: Type.Number({ minimum: 0, maximum: 1 }),
    utility: Type.Number({ description: 'kg-equivalents under the policy in force' }),
    massKg: Type.Number({ exclusiveMinimum: 0 }),
    contributions: Type.Array(Contribution, { maxItems: 40 }),
    features: FeatureRow,
  },
  strict,
);

export const Blocked = Type.Object(
  { recipientId: RecipientId, reasons: Type.Array(BlockReason, { minItems: 1 }) },
  strict,
);

/** What candidates were measured against: what it takes to explain their order later. */
export const Means = Type.Object(
  {
    need: Type.Number({ description: 'Need index of active recipients' }),
    receivedShare: Type.Number({ description: 'Faded kg received per need and capacity' }),
    claim: Type.Number({ description: 'Need times capacity of those who might take the lot' }),
  },
  strict,
);

/** The matcher's answer to one match request: an ordered cascade, and who was blocked and why. */
export const Recommendation = Type.Object(
  {
    oversupplyId: OversupplyId,
    round: Type.Integer({ minimum: 1 }),
    weightsVersion: Type.String({ maxLength: 64 }),
    policyVersion: Type.Integer({ minimum: 0 }),
    candidates: Type.Array(Candidate, { maxItems: 16 }),
    blocked: Type.Array(Blocked, { maxItems: 100, description: 'The nearest blocked recipients' }),
    blockedCounts: Type.Record(Type.String(), Type.Integer({ minimum: 0 }), {
      description: 'How many recipients each reason blocked, nearest ones or not',
    }),
    cause: Type.Optional(UnmatchedCause),
    means: Type.Optional(Means),
    votes: Type.Optional(
      Type.Integer({ minimum: 1, description: 'Stakeholders whose votes made the order' }),
    ),
    computedAt: Timestamp,
    traceparent: Type.Optional(Type.String({ maxLength: 64 })),
  },
  strict,
);

/** Body of `POST /internal/v1/recommendations`. */
export const RecommendationBatch = Type.Object(
  { recommendations: Type.Array(Recommendation, { minItems: 1, maxItems: 256 }) },
  strict,
);
export const RecommendationBatchResult = Type.Object({
  results: Type.Array(
    Type.Object({
      oversupplyId: Type.String(),
      effect: Type.Enum(['offered', 'unmatched', 'stale', 'unknown', 'failed'], {
        description: 'failed: the backend could not store it now; send it again',
      }),
    }),
  ),
});

export const RecommendationView = Type.Object({
  weightsVersion: Type.String(),
  policyVersion: Type.Integer(),
  round: Type.Integer(),
  computedAt: Timestamp,
  candidates: Type.Array(Type.Omit(Candidate, ['features'])),
  blocked: Type.Array(Blocked),
  blockedCounts: Type.Record(Type.String(), Type.Integer()),
  cause: Type.Optional(UnmatchedCause),
  votes: Type.Optional(Type.Integer()),
});

export type Contribution = Static<typeof Contribution>;
export type Means = Static<typeof Means>;
export type FeatureRow = Static<typeof FeatureRow>;
export type Candidate = Static<typeof Candidate>;
export type Blocked = Static<typeof Blocked>;
export type Recommendation = Static<typeof Recommendation>;
export type RecommendationBatch = Static<typeof RecommendationBatch>;
export type RecommendationBatchResult = Static<typeof RecommendationBatchResult>;
export type RecommendationView = Static<typeof RecommendationView>;
