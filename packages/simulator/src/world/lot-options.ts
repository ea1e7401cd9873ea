import { haversineKm } from '@sprk/numerics';
import type { OpenHours, WorldCity, WorldLot, WorldRecipient } from './world.ts';

const EPSILON_KG = 1e-9;
const HOURS_PER_DAY = 24;

/** A recipient that the rules of the world allow for a lot, its room aside. */
export interface LotOption {
  /** Position in `recipients`. */
  readonly index: number;
  readonly recipient: WorldRecipient;
  readonly distanceKm: number;
  /** Hours since 00:00 of the first day. */
  readonly arriveAt: number;
  /** Arrival, or the opening if that is later; hours. */
  readonly startAt: number;
  readonly closesAt: number;
  /** Opening day that takes the lot, counted from 0. */
  readonly day: number;
  /** What a yes is worth, kg-equivalents. */
  readonly valueKg: number;
}

/** Who may take a lot by everything but the room that is left. O(recipients in range). */
export type LotOptions = (lot: WorldLot) => LotOption[];

interface Neighbour {
  readonly index: number;
  readonly recipient: WorldRecipient;
  readonly distanceKm: number;
}

/** Prepares the rules of a world; the neighbours of each supplier are found once. */
export function createLotOptions(city: WorldCity): LotOptions {
  const { recipients, travel, value } = city;
  const suppliers = new Map(city.suppliers.map((supplier) => [supplier.id, supplier]));
  const meanNeed = meanOf(recipients.map(({ need }) => need));
  const neighboursOf = new Map<string, readonly Neighbour[]>();

  function neighbours(supplierId: string): readonly Neighbour[] {
    const known = neighboursOf.get(supplierId);
    if (known) return known;
    const from = suppliers.get(supplierId);
    if (!from) throw new RangeError(`Unknown supplier: ${supplierId}.`);
    const found = recipients
      .map((recipient, index) => ({
        index,
        recipient,
        distanceKm: haversineKm(from.lat, from.lon, recipient.lat, recipient.lon) * travel.kmFactor,
      }))
      .filter(({ distanceKm }) => distanceKm <= travel.maxKm);
    neighboursOf.set(supplierId, found);
    return found;
  }

  return (lot) => {
    const category = city.categories[lot.category];
    if (!category) throw new RangeError(`Unknown category: ${lot.category}.`);
    const options: LotOption[] = [];
    for (const { index, recipient, distanceKm } of neighbours(lot.supplier)) {
      if (!takes(recipient, lot, category.temperature)) continue;
      const arriveAt = lot.at + travel.readyHours + distanceKm / travel.kmPerHour;
      const slot = earliestSlot(city, recipient.open, arriveAt, lot.at + category.lifeHours);
      if (!slot) continue;
      const needFactor = 1 - value.needWeight + (value.needWeight * recipient.need) / meanNeed;
      const valueKg = lot.massKg * needFactor - value.kmCostKg * distanceKm;
      options.push({ index, recipient, distanceKm, arriveAt, ...slot, valueKg });
    }
    return options;
  };
}

function takes(recipient: WorldRecipient, { category, massKg }: WorldLot, temperature: string): boolean {
  const isKept = temperature !== 'chilled' || recipient.coldStorage;
  return isKept && recipient.categories.includes(category) && massKg <= recipient.capacityKg + EPSILON_KG;
}

function earliestSlot(
  { days, travel }: WorldCity,
  open: readonly OpenHours[],
  arriveAt: number,
  until: number,
) {
  const firstDay = Math.floor(arriveAt / HOURS_PER_DAY);
  for (let day = firstDay; day < Math.min(days, firstDay + travel.slotSearchDays); day++) {
    let best: { day: number; startAt: number; closesAt: number } | undefined;
    for (const [weekday, fromHour, toHour] of open) {
      if (weekday !== day % 7) continue;
      const startAt = Math.max(arriveAt, day * HOURS_PER_DAY + fromHour);
      const closesAt = day * HOURS_PER_DAY + toHour;
      if (startAt > closesAt || startAt > until || (best && best.startAt <= startAt)) continue;
      best = { day, startAt, closesAt };
    }
    if (best) return best;
  }
  return undefined;
}

export function meanOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0) / Math.max(1, numbers.length);
}
