import { type Static, Type } from 'typebox';
import { OfferId, OversupplyId, RecipientId, Timestamp } from './primitives.ts';
import { FeatureRow } from './recommendation.ts';
import { Category } from './vocabulary.ts';

export const OUTCOME_KINDS = [
  'accepted',
  'declined',
  'timed_out',
  'withdrawn',
  'override',
  'collected',
  'not_collected',
] as const;

/** What came of one offer: the natural key is (oversupplyId, recipientId, attempt, kind). */
export const Outcome = Type.Object({
  kind: Type.Enum(OUTCOME_KINDS),
  oversupplyId: OversupplyId,
  recipientId: RecipientId,
  offerId: OfferId,
  attempt: Type.Integer({ minimum: 1 }),
  at: Timestamp,
  category: Category,
  massKg: Type.Number(),
  responseMinutes: Type.Optional(Type.Number({ minimum: 0 })),
  reason: Type.Optional(Type.String()),
  weightsVersion: Type.Optional(Type.String()),
  schemaHash: Type.Optional(Type.String()),
  probability: Type.Optional(Type.Number()),
  features: Type.Optional(FeatureRow),
});
export type Outcome = Static<typeof Outcome>;
