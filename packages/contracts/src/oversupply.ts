import { type Static, Type } from 'typebox';
import { OfferSummary } from './offer.ts';
import {
  CalendarDate,
  Latitude,
  Longitude,
  LongText,
  MassKg,
  OversupplyId,
  ShortText,
  SupplierId,
  strict,
  Timestamp,
} from './primitives.ts';
import { RecommendationView } from './recommendation.ts';
import {
  Allergen,
  Category,
  DateType,
  MeasureKind,
  OversupplyStatus,
  Temperature,
  UnmatchedCause,
} from './vocabulary.ts';

export const DateMark = Type.Object(
  { type: DateType, on: CalendarDate },
  { ...strict, description: 'What is printed on the food: the kind of date and the day.' },
);

const lotFields = {
  product: ShortText,
  gtin: Type.Optional(
    Type.String({ pattern: '^(\\d{8}|\\d{12,14})$', description: 'GTIN-8, -12, -13 or -14' }),
  ),
  category: Category,
  massKg: MassKg,
  temperature: Temperature,
  date: DateMark,
  allergens: Type.Array(Allergen, { uniqueItems: true, maxItems: 14 }),
  readyAt: Timestamp,
  collectBy: Timestamp,
  divisible: Type.Boolean(),
  minPartKg: Type.Optional(MassKg),
  reason: Type.Optional(ShortText),
  notes: Type.Optional(LongText),
};

/** Body of `POST /v1/oversupplies`. `supplierId` is the operator's way to post for a supplier. */
export const OversupplyInput = Type.Object({ ...lotFields, supplierId: Type.Optional(SupplierId) }, strict);

/** The registered facts of a lot: never changed after the 201. */
export const Registration = Type.Object({
  ...lotFields,
  supplierId: SupplierId,
  origin: Type.Object({ lat: Latitude, lon: Longitude }, { description: 'Where the food stands' }),
  parentId: Type.Optional(OversupplyId),
});

export const HandoverConfirmation = Type.Object({
  massKg: Type.Number({ minimum: 0 }),
  temperatureC: Type.Optional(Type.Number()),
  at: Timestamp,
});
export const Handover = Type.Object({
  supplier: Type.Optional(HandoverConfirmation),
  recipient: Type.Optional(HandoverConfirmation),
});

/** Something done because a plain cascade did not place the lot, and why. */
export const Measure = Type.Object({
  kind: MeasureKind,
  at: Timestamp,
  cause: UnmatchedCause,
  maxDistanceKm: Type.Optional(Type.Number({ description: 'widened: how far the search reaches now' })),
  oversupplyId: Type.Optional(Type.String({ description: 'split: the lot that the rest became' })),
  recipientId: Type.Optional(Type.String({ description: 'hub: who was asked' })),
});

export const OversupplyView = Type.Object({
  id: OversupplyId,
  status: OversupplyStatus,
  ...Registration.properties,
  registeredAt: Timestamp,
  recipientId: Type.Optional(Type.String()),
  acceptedMassKg: Type.Optional(Type.Number()),
  collectedMassKg: Type.Optional(Type.Number()),
  childIds: Type.Optional(Type.Array(OversupplyId)),
  cause: Type.Optional(UnmatchedCause),
  measures: Type.Optional(
    Type.Array(Measure, { description: 'split, widened, hub, operator: in the order they happened' }),
  ),
  matchRequests: Type.Optional(
    Type.Integer({
      description: 'How often the matcher was asked in this round; above 1 it did not answer.',
    }),
  ),
  handover: Type.Optional(Handover),
  recommendation: Type.Optional(RecommendationView),
  offers: Type.Array(OfferSummary),
});

export const WithdrawInput = Type.Object({ reason: ShortText }, strict);
export const HandoverInput = Type.Object(
  {
    massKg: Type.Number({ minimum: 0, maximum: 40_000, description: '0: nothing was handed over' }),
    temperatureC: Type.Optional(Type.Number({ minimum: -60, maximum: 120 })),
  },
  strict,
);
export const OverrideInput = Type.Object(
  { recipientId: Type.String({ maxLength: 64 }), reason: ShortText },
  strict,
);

/** One row of the answer to `POST /v1/oversupplies:import`. */
export const ImportRowResult = Type.Object({
  line: Type.Integer({ minimum: 1 }),
  status: Type.Enum(['created', 'unchanged', 'refused']),
  id: Type.Optional(OversupplyId),
  errors: Type.Optional(Type.Array(Type.Object({ path: Type.String(), message: Type.String() }))),
});

export type DateMark = Static<typeof DateMark>;
export type OversupplyInput = Static<typeof OversupplyInput>;
export type Registration = Static<typeof Registration>;
export type Measure = Static<typeof Measure>;
export type Handover = Static<typeof Handover>;
export type HandoverConfirmation = Static<typeof HandoverConfirmation>;
export type OversupplyView = Static<typeof OversupplyView>;
export type WithdrawInput = Static<typeof WithdrawInput>;
export type HandoverInput = Static<typeof HandoverInput>;
export type OverrideInput = Static<typeof OverrideInput>;
export type ImportRowResult = Static<typeof ImportRowResult>;
