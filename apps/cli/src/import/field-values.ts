/** How the text of a cell becomes the value of a field. */
type FieldReader = (text: string) => unknown;

/** A cell that cannot be the value of its field; caught per row. */
export class BadCell extends Error {
  override readonly name = 'BadCell';
}

const asText: FieldReader = (text) => text;

function asNumber(text: string): number {
  // Decimal commas are common where semicolons separate the columns; thousands are never separated.
  const number = Number(/^-?\d+,\d+$/.test(text) ? text.replace(',', '.') : text);
  if (!Number.isFinite(number)) throw new BadCell(`is not a number: "${text}"`);
  return number;
}

function asBoolean(text: string): boolean {
  if (/^(?:true|yes|1|ja|y)$/i.test(text)) return true;
  if (/^(?:false|no|0|nein|n)$/i.test(text)) return false;
  throw new BadCell(`is neither true nor false: "${text}"`);
}

function asList(text: string): string[] {
  return text
    .split(';')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

function asClosures(text: string) {
  return asList(text).map((item) => {
    const [, from, to, reason] = /^(\d{4}-\d{2}-\d{2})(?:\/(\d{4}-\d{2}-\d{2}))?(?: (.+))?$/.exec(item) ?? [];
    if (from === undefined) {
      throw new BadCell(`is not a closure such as "2026-12-24/2026-12-31 holidays": "${item}"`);
    }
    return { from, to: to ?? from, ...(reason !== undefined && { reason }) };
  });
}

const BOTH: Readonly<Record<string, FieldReader>> = {
  name: asText,
  lat: asNumber,
  lon: asNumber,
  address: asText,
  timeZone: asText,
  openingHours: asText,
  language: asText,
  webhookUrl: asText,
  email: asText,
  active: asBoolean,
  externalId: asText,
};

/** The columns of the generic CSV: the fields of the partners, each with its reader. */
export const FIELDS = {
  suppliers: BOTH,
  recipients: {
    ...BOTH,
    kind: asText,
    capacityKg: asNumber,
    categories: asList,
    temperatures: asList,
    refusedAllergens: asList,
    acceptsBestBeforePassed: asBoolean,
    maxDistanceKm: asNumber,
    needIndex: asNumber,
    responseMinutes: asNumber,
    quietHours: asText,
    closures: asClosures,
    verified: asBoolean,
  } as Readonly<Record<string, FieldReader>>,
} as const;

export const REQUIRED = {
  suppliers: ['name', 'lat', 'lon', 'timeZone'],
  recipients: ['name', 'lat', 'lon', 'timeZone', 'kind', 'capacityKg', 'categories', 'temperatures'],
} as const;
