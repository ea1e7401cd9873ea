import { UNIT_PRICES } from './prices.ts';
import { type Tally, UNITS, type Unit } from './tally.ts';

export function costOf({ units }: Tally): number {
  return UNITS.reduce((sum, unit) => sum + costOfUnit(units, unit), 0);
}

export function costOfUnit(units: Tally['units'], unit: Unit): number {
  return units[unit] * UNIT_PRICES[unit];
}
