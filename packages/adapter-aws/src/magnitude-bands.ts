/*
 * Faded sums grow by a factor of e every 28 days, and DynamoDB refuses to add numbers that are more than 38 digits
 * apart. So a sum is kept as several attributes, each for summands of like magnitude: `fadedOffers@0` has those from 1
 * to 1e12, `fadedOffers@1` those up to 1e24, and so on. A summand and what takes it back are in the same band.
 */

/** 17 digits of a summand below, and a million summands above, still fit into 38. */
const DIGITS_PER_BAND = 12;
const SEPARATOR = '@';

/** The attribute that a summand is added to. */
export function bandAttribute(name: string, summand: number): string {
  return `${name}${SEPARATOR}${bandOf(summand)}`;
}

function bandOf(summand: number): number {
  return summand === 0 ? 0 : Math.floor(Math.log10(Math.abs(summand)) / DIGITS_PER_BAND);
}

/** The whole sums by name, of an item's attributes; others than bands are left out. */
export function sumsOfBands(attributes: Readonly<Record<string, unknown>>): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const [attribute, sum] of Object.entries(attributes)) {
    const [name, band] = attribute.split(SEPARATOR);
    if (name === undefined || band === undefined) continue;
    sums.set(name, (sums.get(name) ?? 0) + Number(sum));
  }
  return sums;
}
