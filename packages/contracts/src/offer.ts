import { type Static, Type } from 'typebox';
import { LongText, MassKg, OfferId, OversupplyId, RecipientId, strict, Timestamp } from './primitives.ts';
import { Allergen, Category, DeclineReason, OfferStatus, Temperature } from './vocabulary.ts';

const offerFields = {
  id: OfferId,
  recipientId: RecipientId,
  status: OfferStatus,
  offeredAt: Timestamp,
  answerBy: Timestamp,
  massKg: Type.Number(),
  attempt: Type.Integer({ minimum: 1 }),
  source: Type.Enum(['cascade', 'override', 'hub']),
  answeredAt: Type.Optional(Timestamp),
  declineReason: Type.Optional(DeclineReason),
  note: Type.Optional(Type.String()),
  late: Type.Optional(
    Type.Boolean({ description: 'Accepted after the deadline, while the lot was still free.' }),
  ),
};

export const OfferSummary = Type.Object(offerFields);

/** What the recipient sees: the offer with the facts of the lot it needs to decide. */
export const OfferView = Type.Object({
  ...offerFields,
  oversupplyId: OversupplyId,
  slotDate: Type.String({ description: "The recipient's opening day whose capacity is held" }),
  arriveBy: Timestamp,
  distanceKm: Type.Number(),
  product: Type.String(),
  category: Category,
  temperature: Temperature,
  date: Type.Object({ type: Type.String(), on: Type.String() }),
  allergens: Type.Array(Allergen),
  readyAt: Timestamp,
  collectBy: Timestamp,
  divisible: Type.Boolean(),
  minPartKg: Type.Optional(Type.Number()),
  notes: Type.Optional(Type.String()),
  supplier: Type.Optional(
    Type.Object(
      { id: Type.String(), name: Type.String(), address: Type.Optional(Type.String()) },
      { description: 'Where to collect' },
    ),
  ),
});

export const AcceptInput = Type.Object({ massKg: Type.Optional(MassKg) }, strict);
export const DeclineInput = Type.Object({ reason: DeclineReason, note: Type.Optional(LongText) }, strict);

export type OfferSummary = Static<typeof OfferSummary>;
export type OfferView = Static<typeof OfferView>;
export type AcceptInput = Static<typeof AcceptInput>;
export type DeclineInput = Static<typeof DeclineInput>;
