import { Type } from 'typebox';

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';

/** A prefixed UUIDv7, e.g. `ovs_0199…`: ids sort by the time they were made. */
export function PrefixedId<const P extends string>(prefix: P) {
  return Type.String({ pattern: `^${prefix}_${UUID}$`, description: `${prefix}_ + UUIDv7` });
}

export const OversupplyId = PrefixedId('ovs');
export const SupplierId = PrefixedId('sup');
export const RecipientId = PrefixedId('rec');
export const OfferId = PrefixedId('off');
export const WeightsVersion = PrefixedId('wts');

/** RFC 3339 in UTC. */
export const Timestamp = Type.String({ format: 'date-time', maxLength: 35, description: 'RFC 3339, UTC' });
export const CalendarDate = Type.String({ format: 'date', description: 'Calendar date, YYYY-MM-DD' });
export const MassKg = Type.Number({ exclusiveMinimum: 0, maximum: 40_000, description: 'Mass in kg' });
export const Latitude = Type.Number({ minimum: -90, maximum: 90, description: 'WGS84 degrees' });
export const Longitude = Type.Number({ minimum: -180, maximum: 180, description: 'WGS84 degrees' });
export const ShortText = Type.String({ minLength: 1, maxLength: 200 });
export const LongText = Type.String({ maxLength: 2000 });

/** Refuses unknown fields, as every body of this interface does. */
export const strict = { additionalProperties: false } as const;

/** One of a fixed list of words, as a JSON Schema `enum`. */
export function OneOf<Values extends string[]>(
  values: readonly [...Values],
  options: { description?: string } = {},
) {
  return Type.Enum(values, options);
}
