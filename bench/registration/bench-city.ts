import type { RecipientInput, SupplierInput } from '@sprk/contracts';
import { CATEGORIES, TEMPERATURES } from '@sprk/contracts';

const SUPPLIERS = 200;
const RECIPIENTS = 400;
const COLUMNS = 20;

/** A city in which nobody is ever full or closed, so that the flow is measured and not the lack of room. */
export const BENCH_CITY: { readonly suppliers: SupplierInput[]; readonly recipients: RecipientInput[] } = {
  suppliers: Array.from({ length: SUPPLIERS }, (_, index) => ({ name: `Shop ${index}`, ...place(index, 0) })),
  recipients: Array.from({ length: RECIPIENTS }, (_, index) => ({
    name: `Pantry ${index}`,
    ...place(index, 0.004),
    kind: 'food_pantry' as const,
    capacityKg: 40_000,
    categories: [...CATEGORIES],
    temperatures: [...TEMPERATURES],
  })),
};

/** A grid of about 40 x 40 km. */
function place(index: number, shift: number) {
  const lat = 52.34 + shift + Math.floor(index / COLUMNS) * 0.018;
  const lon = 13.1 + shift + (index % COLUMNS) * 0.03;
  return { lat, lon, timeZone: 'Europe/Berlin' };
}
