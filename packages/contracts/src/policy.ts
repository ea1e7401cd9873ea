import { type Static, Type } from 'typebox';
import { RecipientId, ShortText, strict, Timestamp } from './primitives.ts';
import { Stakeholder } from './stakeholder.ts';

/** The value weights people vote on, and the limits of the offer flow. Never learned. */
export const PolicyInput = Type.Object(
  {
    needWeight: Type.Number({
      minimum: 0,
      maximum: 1,
      description: 'α: share of a kg’s value that depends on need',
    }),
    kmCostKg: Type.Number({ minimum: 0, maximum: 10, description: 'κ: kg-equivalents per km' }),
    freshnessExponent: Type.Number({ minimum: 0, maximum: 3, description: 'β' }),
    fairness: Type.Number({
      minimum: 0,
      maximum: 2,
      description: 'γ: worth of a kg that evens out, kg-equivalents',
    }),
    priceWeight: Type.Number({ minimum: 0, maximum: 2, description: 'Weight of the bid prices λ' }),
    waitDiscount: Type.Number({ minimum: 0.5, maximum: 1, description: 'δ: value kept per step of waiting' }),
    maxAttempts: Type.Integer({ minimum: 1, maximum: 12, description: 'K: recipients asked per cascade' }),
    maxOpenOffers: Type.Integer({
      minimum: 1,
      maximum: 1_000_000,
      description: 'Fatigue budget: open offers per recipient',
    }),
    maxDistanceKm: Type.Number({ exclusiveMinimum: 0, maximum: 500 }),
    kmFactor: Type.Number({ minimum: 1, maximum: 3, description: 'Road km per great-circle km' }),
    kmPerHour: Type.Number({ minimum: 1, maximum: 130 }),
    slotSearchDays: Type.Integer({ minimum: 1, maximum: 14 }),
    widening: Type.Optional(
      Type.Object(
        {
          factor: Type.Number({
            minimum: 1.25,
            maximum: 10,
            description: 'Each search reaches so much farther',
          }),
          maxDistanceKm: Type.Number({ exclusiveMinimum: 0, maximum: 500, description: 'But not beyond' }),
        },
        { ...strict, description: 'What an empty cascade does to the radius; absent: nothing' },
      ),
    ),
    hubRecipientId: Type.Optional(RecipientId),
    stakeholders: Type.Optional(
      Type.Array(Stakeholder, {
        minItems: 1,
        maxItems: 20,
        description: 'Their votes order the candidates; absent: the values above do',
      }),
    ),
  },
  strict,
);
export const Policy = Type.Object(
  {
    ...PolicyInput.properties,
    version: Type.Integer({ minimum: 0 }),
    changedAt: Timestamp,
    changedBy: ShortText,
  },
  strict,
);
export const PolicyUpdate = Type.Object(
  {
    ...PolicyInput.properties,
    version: Type.Integer({ minimum: 0, description: 'The version this change was made on' }),
  },
  strict,
);
export type PolicyInput = Static<typeof PolicyInput>;
export type Policy = Static<typeof Policy>;
export type PolicyUpdate = Static<typeof PolicyUpdate>;
