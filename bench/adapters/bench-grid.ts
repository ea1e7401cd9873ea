import type { City } from '@sprk/backend';
import { recipientInput, supplierInput } from '../../tests/harness/partners.ts';

/** Distance of neighbours, degrees: about 2 km. */
const STEP = { lat: 0.018, lon: 0.03 };

/** A square of shops with a kitchen beside each, in which nobody is ever full or closed. */
export function benchGrid(side: number): City {
  const places = Array.from({ length: side * side }, (_, index) => ({
    lat: 52.4 + Math.floor(index / side) * STEP.lat,
    lon: 13.2 + (index % side) * STEP.lon,
  }));
  return {
    suppliers: places.map((place, index) => supplierInput({ name: `Shop ${index}`, ...place })),
    recipients: places.map(({ lat, lon }, index) =>
      recipientInput({ name: `Kitchen ${index}`, lat: lat + 0.004, lon, capacityKg: 40_000 }),
    ),
  };
}
