import type { Activity, Category, Recipient, Registration } from '@sprk/contracts';
import { CATEGORIES } from '@sprk/contracts/vocabulary';
import { type Eligible, localDate, noActivity, type Option } from '@sprk/core';
import type { LotOption } from '../world/lot-options.ts';
import type { WorldCity, WorldLot, WorldRecipient } from '../world/world.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** A world in core's terms: the same lots and recipients as the running system would see them, in UTC. */
export interface CoreView {
  /** Activity of each recipient, by its position; the caller keeps it up to date. */
  readonly activity: Activity[];
  /** ms since the epoch. @param hours since 00:00 of the first day */
  momentOf(hours: number): number;
  hoursOf(moment: number): number;
  dateOf(day: number): string;
  dayOf(date: string): number;
  registrationOf(lot: WorldLot): Registration;
  /** @param usedKg of the opening day already */
  optionOf(lot: WorldLot, option: LotOption, usedKg: number): Option;
}

export function createCoreView(city: WorldCity): CoreView {
  const startAt = Date.parse(city.firstDay);
  const categoryOf = coreCategories(Object.keys(city.categories));
  const places = new Map(city.suppliers.map((supplier) => [supplier.id, supplier]));
  const recipients = city.recipients.map((recipient) => toRecipient(recipient, categoryOf));
  const activity = recipients.map(({ id }) => noActivity(id));
  const dates = Array.from({ length: city.days }, (_, day) => localDate(startAt + day * DAY_MS, 'UTC'));
  const momentOf = (hours: number) => Math.round(startAt + hours * HOUR_MS);
  return {
    activity,
    momentOf,
    hoursOf: (moment) => (moment - startAt) / HOUR_MS,
    dateOf: (day) => dates[day] ?? localDate(startAt + day * DAY_MS, 'UTC'),
    dayOf: (date) => Math.round((Date.parse(date) - startAt) / DAY_MS),
    registrationOf: (lot) => toRegistration(city, lot, places.get(lot.supplier), categoryOf, momentOf),
    optionOf(lot, option, usedKg) {
      const assessment: Eligible = {
        kind: 'eligible',
        distanceKm: option.distanceKm,
        arriveAt: momentOf(option.arriveAt),
        latestStartAt: momentOf(option.closesAt - option.distanceKm / city.travel.kmPerHour),
        slotDate: dates[option.day] ?? '',
        slotStartAt: momentOf(option.startAt),
        slotClosesAt: momentOf(option.closesAt),
        massKg: lot.massKg,
        reservedKg: usedKg,
      };
      const recipient = recipients[option.index];
      const history = activity[option.index];
      if (!recipient || !history) throw new RangeError(`No recipient ${option.index}.`);
      return { recipient, assessment, activity: history };
    },
  };
}

/** Names that core does not know borrow one of its categories that the world leaves free. */
function coreCategories(names: readonly string[]): (name: string) => Category {
  const known = new Set<string>(CATEGORIES);
  const free = CATEGORIES.filter((category) => !names.includes(category));
  const unknown = names.filter((name) => !known.has(name));
  const borrowed = new Map(unknown.map((name, index) => [name, free[index % free.length] ?? 'produce']));
  return (name) => (known.has(name) ? (name as Category) : (borrowed.get(name) ?? 'produce'));
}

function toRecipient(recipient: WorldRecipient, categoryOf: (name: string) => Category): Recipient {
  return {
    id: recipient.id,
    name: recipient.id,
    lat: recipient.lat,
    lon: recipient.lon,
    timeZone: 'UTC',
    active: true,
    verified: true,
    kind: 'food_pantry',
    capacityKg: recipient.capacityKg,
    categories: recipient.categories.map(categoryOf),
    temperatures: recipient.coldStorage ? ['ambient', 'chilled'] : ['ambient'],
    refusedAllergens: [],
    acceptsBestBeforePassed: false,
    needIndex: recipient.need,
    responseMinutes: 20,
    closures: [],
    createdAt: '2026-01-01T00:00:00.000Z',
    updatedAt: '2026-01-01T00:00:00.000Z',
    version: 1,
  };
}

function toRegistration(
  city: WorldCity,
  lot: WorldLot,
  place: { readonly lat: number; readonly lon: number } | undefined,
  categoryOf: (name: string) => Category,
  momentOf: (hours: number) => number,
): Registration {
  const { temperature, lifeHours } = city.categories[lot.category] ?? {
    temperature: 'ambient',
    lifeHours: 24,
  };
  const spoilsAt = momentOf(lot.at + lifeHours);
  return {
    product: lot.category,
    category: categoryOf(lot.category),
    massKg: lot.massKg,
    temperature,
    date: { type: 'best_before', on: localDate(spoilsAt, 'UTC') },
    allergens: [],
    readyAt: new Date(momentOf(lot.at + city.travel.readyHours)).toISOString(),
    collectBy: new Date(spoilsAt).toISOString(),
    divisible: false,
    supplierId: lot.supplier,
    origin: { lat: place?.lat ?? 0, lon: place?.lon ?? 0 },
  };
}
