import type { OversupplyInput, RecipientInput, SupplierInput } from '@sprk/contracts';

/** Monday 2 March 2026, nine in the morning in Berlin: nothing special about the day. */
export const START = '2026-03-02T08:00:00.000Z';
const HOUR_MS = 3_600_000;

export function supplierInput(overrides: Partial<SupplierInput> = {}): SupplierInput {
  return { name: 'Corner bakery', lat: 52.52, lon: 13.405, timeZone: 'Europe/Berlin', ...overrides };
}

/** About 1.5 road km from the supplier, takes everything that is not special, at any hour. */
export function recipientInput(overrides: Partial<RecipientInput> = {}): RecipientInput {
  return {
    name: 'Soup kitchen',
    lat: 52.53,
    lon: 13.41,
    timeZone: 'Europe/Berlin',
    kind: 'soup_kitchen',
    capacityKg: 100,
    categories: ['bakery', 'produce', 'dairy'],
    temperatures: ['ambient', 'chilled'],
    ...overrides,
  };
}

/** A lot that can be collected from now on, for eight hours. @param now ms since the epoch */
export function lotInput(now: number, overrides: Partial<OversupplyInput> = {}): OversupplyInput {
  const at = (afterMs: number) => new Date(now + afterMs).toISOString();
  return {
    product: 'Brown bread',
    category: 'bakery',
    massKg: 20,
    temperature: 'ambient',
    date: { type: 'best_before', on: at(4 * 24 * HOUR_MS).slice(0, 10) },
    allergens: ['gluten'],
    readyAt: at(0),
    collectBy: at(8 * HOUR_MS),
    divisible: false,
    ...overrides,
  };
}
