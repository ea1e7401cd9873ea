import type { Recipient, Supplier } from '@sprk/contracts';
import { START, testId } from './test-id.ts';

export function aSupplier(overrides: Partial<Supplier> = {}): Supplier {
  return {
    id: testId('sup'),
    name: 'Corner bakery',
    lat: 52.52,
    lon: 13.405,
    timeZone: 'Europe/Berlin',
    active: true,
    createdAt: START,
    updatedAt: START,
    version: 1,
    ...overrides,
  };
}

export function aRecipient(overrides: Partial<Recipient> = {}): Recipient {
  return {
    id: testId('rec'),
    name: 'Soup kitchen',
    lat: 52.53,
    lon: 13.41,
    timeZone: 'Europe/Berlin',
    active: true,
    kind: 'soup_kitchen',
    capacityKg: 100,
    categories: ['bakery', 'produce'],
    temperatures: ['ambient', 'chilled'],
    refusedAllergens: [],
    acceptsBestBeforePassed: false,
    needIndex: 1,
    responseMinutes: 20,
    closures: [],
    verified: true,
    createdAt: START,
    updatedAt: START,
    version: 1,
    ...overrides,
  };
}
