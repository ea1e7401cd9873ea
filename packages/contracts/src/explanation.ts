import { type Static, Type } from 'typebox';
import { OfferId, OversupplyId, RecipientId, strict, Timestamp } from './primitives.ts';
import { BlockReason, Language, MeasureKind, UnmatchedCause } from './vocabulary.ts';

export const LanguageQuery = Type.Object({ language: Type.Optional(Language) }, strict);
export const ExplanationQuery = Type.Object(
  {
    language: Type.Optional(Language),
    recipientId: Type.Optional(
      Type.String({ maxLength: 64, description: 'Why this one, or why not; for operators' }),
    ),
  },
  strict,
);

/** One thing to say: the code is for programs, the text for people. */
const Saying = Type.Object({ code: Type.String(), text: Type.String() });

export const STANDINGS = ['asked', 'candidate', 'eligible', 'blocked'] as const;

/** One recipient in the light of one lot. */
export const RecipientExplanation = Type.Object({
  recipientId: RecipientId,
  name: Type.Optional(Type.String({ description: 'For operators' })),
  standing: Type.Enum(STANDINGS, {
    description:
      'eligible: the rules allow it, others came first; candidate: in the cascade, not asked so far',
  }),
  text: Type.String(),
  facts: Type.Array(Saying, { description: 'What spoke for or against it' }),
  reasons: Type.Array(Type.Object({ code: BlockReason, text: Type.String() })),
  changes: Type.Array(Saying, { description: 'What would have to change for it to be chosen' }),
});

export const ExplanationView = Type.Object({
  oversupplyId: OversupplyId,
  language: Language,
  summary: Type.String(),
  computedAt: Type.Optional(Timestamp),
  weightsVersion: Type.Optional(Type.String()),
  policyVersion: Type.Optional(Type.Integer()),
  cause: Type.Optional(Type.Object({ code: UnmatchedCause, text: Type.String() })),
  measures: Type.Array(Type.Object({ code: MeasureKind, at: Timestamp, text: Type.String() })),
  candidates: Type.Array(RecipientExplanation, { description: 'The cascade, in order' }),
  blocked: Type.Array(RecipientExplanation, { description: 'The nearest ones left out; for operators' }),
  blockedCounts: Type.Array(Type.Object({ code: Type.String(), count: Type.Integer(), text: Type.String() })),
  recipient: Type.Optional(RecipientExplanation),
});

/** Why a recipient was asked. */
export const OfferExplanationView = Type.Object({
  offerId: OfferId,
  language: Language,
  text: Type.String(),
  facts: Type.Array(Saying),
});

export type Saying = Static<typeof Saying>;
export type RecipientExplanation = Static<typeof RecipientExplanation>;
export type ExplanationView = Static<typeof ExplanationView>;
export type OfferExplanationView = Static<typeof OfferExplanationView>;
