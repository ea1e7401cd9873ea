import type { RecipientInput, SupplierInput } from '@sprk/contracts';
import type { Random } from '@sprk/core';
import { recipientInput, supplierInput } from './partners.ts';

/** Opening hours that a few lines of arithmetic can check: Berlin time, the same on every listed weekday. */
export interface PlainHours {
  readonly osm: string | undefined;
  /** 0 = Monday */
  readonly days: readonly number[];
  readonly fromHour: number;
  readonly toHour: number;
}

const ALWAYS: PlainHours = { osm: undefined, days: [0, 1, 2, 3, 4, 5, 6], fromHour: 0, toHour: 24 };
export const HOURS: readonly PlainHours[] = [
  ALWAYS,
  ALWAYS,
  { osm: 'Mo-Su 08:00-20:00', days: [0, 1, 2, 3, 4, 5, 6], fromHour: 8, toHour: 20 },
  { osm: 'Mo-Fr 10:00-14:00', days: [0, 1, 2, 3, 4], fromHour: 10, toHour: 14 },
  { osm: 'Tu,Th 12:00-23:00', days: [1, 3], fromHour: 12, toHour: 23 },
];
export const CATEGORIES = ['bakery', 'produce', 'dairy'] as const;

export interface SimulatedRecipient {
  readonly input: RecipientInput;
  readonly hours: PlainHours;
}

export function pick<T>(random: Random, items: readonly T[]): T {
  return items[Math.floor(random.next() * items.length)] as T;
}

/** Suppliers and recipients of one run, all drawn from its seed. */
export function drawCity(random: Random): {
  readonly suppliers: readonly SupplierInput[];
  readonly recipients: readonly SimulatedRecipient[];
} {
  const near = () => ({ lat: 52.5 + random.next() * 0.06, lon: 13.38 + random.next() * 0.06 });
  const recipients = Array.from({ length: 5 }, (_, index): SimulatedRecipient => {
    const hours = pick(random, HOURS);
    const input = recipientInput({
      ...near(),
      name: `R${index}`,
      capacityKg: pick(random, [15, 40, 80]),
      categories: CATEGORIES.filter(() => random.next() < 0.7)
        .concat('bakery')
        .slice(0, 3),
      temperatures: random.next() < 0.5 ? ['ambient'] : ['ambient', 'chilled'],
      refusedAllergens: random.next() < 0.2 ? ['gluten'] : [],
      acceptsBestBeforePassed: random.next() < 0.3,
      responseMinutes: pick(random, [5, 20, 60]),
      needIndex: 0.5 + random.next(),
      ...(hours.osm !== undefined && { openingHours: hours.osm }),
      ...(random.next() < 0.3 && { maxDistanceKm: 1 + random.next() * 4 }),
    });
    const categories = [...new Set(input.categories)];
    return { hours, input: { ...input, categories } };
  });
  return { suppliers: [supplierInput(near()), supplierInput(near())], recipients };
}
