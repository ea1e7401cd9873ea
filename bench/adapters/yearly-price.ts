import { costOf, costOfUnit } from './cost.ts';
import type { LotCost } from './measure-lots.ts';
import { STORED_GB_MONTH } from './prices.ts';
import { scaled, sumOf, type Tally, UNITS, type Unit } from './tally.ts';

/** USD of a year with so many lots. */
export interface YearlyPrice {
  readonly lots: number;
  readonly requests: Readonly<Record<Unit, number>>;
  readonly publications: number;
  /** In the first year, in which the lots come evenly, so that on average half of them are there. */
  readonly storage: number;
  readonly idle: number;
  readonly sum: number;
}

export const LOTS_A_YEAR = [1e6, 1e8, 1e10];
/** Declined, accepted, collected. */
const OUTCOMES_PER_LOT = 3;
const YEAR_HOURS = 8766;
/** The cruncher publishes every 30 s while anything was learned; more often only in its first minutes. */
const MOST_PUBLICATIONS = (YEAR_HOURS * 3600) / 30;
/** What goes by TTL: claims and pages after 7 days, up to 2 days late; slots of days are few. */
const PASSING_YEARS = 9 / 365;
const GB = 1e9;

/** @param idle of an hour of all pods */
export function yearlyPrice(lots: number, { steps, stored, publication }: LotCost, idle: Tally): YearlyPrice {
  const { units } = scaled(sumOf(steps.values()), lots);
  const requests = Object.fromEntries(UNITS.map((unit) => [unit, costOfUnit(units, unit)])) as Record<
    Unit,
    number
  >;
  const publications = costOf(scaled(publication, Math.min(MOST_PUBLICATIONS, OUTCOMES_PER_LOT * lots)));
  const meanBytes = lots * (stored.keptBytes / 2 + stored.passingBytes * PASSING_YEARS);
  const storage = (meanBytes / GB) * STORED_GB_MONTH * 12;
  const idleYear = costOf(scaled(idle, YEAR_HOURS));
  const sum = Object.values(requests).reduce((total, one) => total + one, publications + storage + idleYear);
  return { lots, requests, publications, storage, idle: idleYear, sum };
}
