import { type Static, Type } from 'typebox';
import {
  Latitude,
  Longitude,
  MassKg,
  RecipientId,
  ShortText,
  SupplierId,
  strict,
  Timestamp,
} from './primitives.ts';
import { Closure, OpeningSchedule } from './schedule.ts';
import { Allergen, Category, Language, RecipientKind, Temperature } from './vocabulary.ts';

const partnerFields = {
  name: ShortText,
  lat: Latitude,
  lon: Longitude,
  address: Type.Optional(ShortText),
  timeZone: Type.String({ minLength: 1, maxLength: 64, description: 'IANA time zone, e.g. Europe/Berlin' }),
  openingHours: Type.Optional(
    Type.String({ minLength: 1, maxLength: 500, description: 'OpenStreetMap syntax; absent: at any hour' }),
  ),
  language: Type.Optional(Language),
  webhookUrl: Type.Optional(Type.String({ format: 'uri', maxLength: 500 })),
  email: Type.Optional(Type.String({ format: 'email', maxLength: 254 })),
  active: Type.Optional(Type.Boolean({ default: true })),
  externalId: Type.Optional(ShortText),
};

const recipientFields = {
  ...partnerFields,
  kind: RecipientKind,
  capacityKg: MassKg,
  categories: Type.Array(Category, { uniqueItems: true, minItems: 1 }),
  temperatures: Type.Array(Temperature, { uniqueItems: true, minItems: 1 }),
  refusedAllergens: Type.Optional(Type.Array(Allergen, { uniqueItems: true })),
  acceptsBestBeforePassed: Type.Optional(Type.Boolean({ default: false })),
  maxDistanceKm: Type.Optional(Type.Number({ exclusiveMinimum: 0, maximum: 500 })),
  needIndex: Type.Optional(Type.Number({ minimum: 0, maximum: 1000, default: 1 })),
  responseMinutes: Type.Optional(Type.Integer({ minimum: 1, maximum: 1440, default: 20 })),
  quietHours: Type.Optional(
    Type.String({ minLength: 1, maxLength: 200, description: 'OpenStreetMap syntax' }),
  ),
  closures: Type.Optional(Type.Array(Closure, { maxItems: 100 })),
  verified: Type.Optional(Type.Boolean({ default: true })),
};

export const SupplierInput = Type.Object(partnerFields, strict);
export const SupplierPatch = Type.Partial(SupplierInput, strict);
export const RecipientInput = Type.Object(recipientFields, strict);
export const RecipientPatch = Type.Partial(RecipientInput, strict);

const stored = { createdAt: Timestamp, updatedAt: Timestamp, version: Type.Integer({ minimum: 1 }) };

export const SupplierView = Type.Object({
  id: SupplierId,
  ...partnerFields,
  active: Type.Boolean(),
  ...stored,
});
export const RecipientView = Type.Object({
  id: RecipientId,
  ...recipientFields,
  active: Type.Boolean(),
  refusedAllergens: Type.Array(Allergen),
  acceptsBestBeforePassed: Type.Boolean(),
  needIndex: Type.Number(),
  responseMinutes: Type.Integer(),
  closures: Type.Array(Closure),
  verified: Type.Boolean(),
  ...stored,
});

/** Stored partners: the view plus the parsed hours. */
export const Supplier = Type.Intersect([
  SupplierView,
  Type.Object({ schedule: Type.Optional(OpeningSchedule) }),
]);
export const Recipient = Type.Intersect([
  RecipientView,
  Type.Object({ schedule: Type.Optional(OpeningSchedule), quietSchedule: Type.Optional(OpeningSchedule) }),
]);

export type SupplierInput = Static<typeof SupplierInput>;
export type SupplierPatch = Static<typeof SupplierPatch>;
export type SupplierView = Static<typeof SupplierView>;
export type Supplier = Static<typeof Supplier>;
export type RecipientInput = Static<typeof RecipientInput>;
export type RecipientPatch = Static<typeof RecipientPatch>;
export type RecipientView = Static<typeof RecipientView>;
export type Recipient = Static<typeof Recipient>;
