/** What AWS bills, apart from storage. */
export const UNITS = [
  'writeUnits',
  'readUnits',
  'sqsRequests',
  'busEvents',
  'ruleSends',
  's3Writes',
  's3Reads',
] as const;
export type Unit = (typeof UNITS)[number];

/** Calls by service and operation, and what they are billed as. */
export interface Tally {
  readonly calls: Readonly<Record<string, number>>;
  readonly units: Readonly<Record<Unit, number>>;
}

export const NO_UNITS = Object.fromEntries(UNITS.map((unit) => [unit, 0])) as Readonly<Record<Unit, number>>;
export const NOTHING: Tally = { calls: {}, units: NO_UNITS };

export function sumOf(tallies: Iterable<Tally>): Tally {
  const calls: Record<string, number> = {};
  const units = { ...NO_UNITS } as Record<Unit, number>;
  for (const tally of tallies) {
    for (const [name, count] of Object.entries(tally.calls)) calls[name] = (calls[name] ?? 0) + count;
    for (const unit of UNITS) units[unit] += tally.units[unit];
  }
  return { calls, units };
}

export function scaled({ calls, units }: Tally, factor: number): Tally {
  const times = (figures: Readonly<Record<string, number>>) =>
    Object.fromEntries(Object.entries(figures).map(([name, figure]) => [name, figure * factor]));
  return { calls: times(calls), units: times(units) as Record<Unit, number> };
}

/** Calls of one service, such as `dynamodb`. */
export function callsOf({ calls }: Tally, service: string): number {
  return Object.entries(calls)
    .filter(([name]) => name.startsWith(`${service} `))
    .reduce((sum, [, count]) => sum + count, 0);
}
