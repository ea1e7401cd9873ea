import { CATEGORIES, type Recipient, TEMPERATURES } from '@sprk/contracts';
import { type City, DEFAULT_POLICY, noActivity } from '@sprk/core';
import { buildGeoGrid, type GeoGrid, within } from '@sprk/numerics';
import { createSeededRandom } from '@sprk/simulator';

const DEGREES_FOR_A_THOUSAND = 0.3;
const NOW = '2026-01-01T00:00:00.000Z';

export interface SpreadCity {
  readonly city: City;
  /** Looks at every recipient in place of the index. */
  readonly bruteForce: City;
  readonly grid: GeoGrid;
  /** A place among the recipients. */
  placeOf(turn: number): { readonly lat: number; readonly lon: number };
}

/** So many recipients at the same density whatever their number, so that about 200 are in range of a place. */
export function spreadCity(count: number): SpreadCity {
  const random = createSeededRandom(count);
  const side = DEGREES_FOR_A_THOUSAND * Math.sqrt(count / 1000);
  const recipients = Array.from({ length: count }, (_, index) =>
    aRecipient(index, 48 + side * random.next(), 11 + side * random.next()),
  );
  const grid = buildGeoGrid(
    Float64Array.from(recipients, ({ lat }) => lat),
    Float64Array.from(recipients, ({ lon }) => lon),
  );
  const activities = recipients.map(({ id }) => noActivity(id));
  const policy = { ...DEFAULT_POLICY, maxDistanceKm: 8 };
  const base = {
    policy,
    reservedKg: () => 0,
    activity: (id: string) => activities[Number(id.slice(4))] ?? noActivity(id),
    meanNeed: 1,
    meanClaim: 100,
    meanReceivedShare: () => 0,
  };
  return {
    grid,
    city: {
      ...base,
      recipientsNear({ lat, lon }) {
        const { indices } = within(grid, lat, lon, policy.maxDistanceKm / policy.kmFactor);
        return Array.from(indices, (index) => recipients[index] as Recipient);
      },
    },
    bruteForce: { ...base, recipientsNear: () => recipients },
    placeOf(turn) {
      const { lat, lon } = recipients[(turn * 7919) % count] as Recipient;
      return { lat, lon };
    },
  };
}

function aRecipient(index: number, lat: number, lon: number): Recipient {
  return {
    id: `rec_${index}`,
    name: `Pantry ${index}`,
    lat,
    lon,
    timeZone: 'Europe/Berlin',
    active: true,
    verified: true,
    kind: 'food_pantry',
    capacityKg: 100,
    categories: [...CATEGORIES],
    temperatures: [...TEMPERATURES],
    refusedAllergens: [],
    acceptsBestBeforePassed: true,
    needIndex: 1,
    responseMinutes: 20,
    closures: [],
    createdAt: NOW,
    updatedAt: NOW,
    version: 1,
  };
}
