import type { RecipientInput, SupplierInput } from '@sprk/contracts';
import type { Random } from '@sprk/core';
import { DEMO_RECIPIENT_KINDS, DEMO_SUPPLIER_KINDS, type DemoRecipientKind } from './demo-kinds.ts';
import { DISTRICTS, type District, NAME_WORDS } from './demo-places.ts';
import { drawBetween, drawItem } from './draw.ts';
import { createSeededRandom } from './seeded-random.ts';

export type DemoCity = { readonly suppliers: SupplierInput[]; readonly recipients: RecipientInput[] };

const KM_PER_DEGREE = 111.2;
const TIME_ZONE = 'Europe/Berlin';

/**
 * 40 invented suppliers and 60 invented recipients in the districts of Berlin, the same for the same seed.
 * Any lot that `makeLot` makes with a window of 24 hours finds an open recipient, whenever it is posted.
 */
export function demoCity(seed: number): DemoCity {
  const random = createSeededRandom(seed);
  const suppliers = DEMO_SUPPLIER_KINDS.flatMap((kind) => Array.from({ length: kind.count }, () => kind)).map(
    (kind, index): SupplierInput => ({
      ...placed(random, districtOf(index), kind, index),
      openingHours: kind.hours,
      language: 'de',
      externalId: `demo:supplier:${index + 1}`,
    }),
  );
  const kinds = DEMO_RECIPIENT_KINDS.flatMap((kind) =>
    Array.from({ length: kind.count }, (_, nth) => ({ kind, nth })),
  );
  const recipients = kinds.map(({ kind, nth }, index) => recipient(random, kind, nth, index));
  return { suppliers, recipients };
}

function recipient(random: Random, kind: DemoRecipientKind, nth: number, index: number): RecipientInput {
  // Counted inside the kind: every district group gets a shelter, so that no place is far from one.
  const district = districtOf(
    kind.kind === 'shelter' ? Math.floor((nth * DISTRICTS.length) / kind.count) : index,
  );
  const temperatures = turn(kind.temperatures, nth);
  return {
    ...placed(random, district, kind, index),
    openingHours: turn(kind.hours, nth),
    language: index % 10 === 9 ? 'en' : 'de',
    externalId: `demo:recipient:${index + 1}`,
    kind: kind.kind,
    capacityKg: Math.round(drawBetween(random, ...kind.capacityKg) / 5) * 5,
    categories: [...turn(kind.categories, nth)].filter(
      (category) => category !== 'frozen' || temperatures.includes('frozen'),
    ),
    temperatures: [...temperatures],
    ...(kind.kind === 'school' && { refusedAllergens: ['nuts', 'peanuts'] }),
    acceptsBestBeforePassed: random.next() < kind.bestBeforePassedShare,
    needIndex: Math.round(district.need * drawBetween(random, 0.85, 1.15) * 100) / 100,
    responseMinutes: Math.round(drawBetween(random, ...kind.responseMinutes)),
    verified: true,
  };
}

function placed(
  random: Random,
  district: District,
  kind: { readonly prefix: string; readonly suffix: string },
  index: number,
) {
  const angle = drawBetween(random, 0, 2 * Math.PI);
  const km = district.radiusKm * Math.sqrt(random.next());
  const lonKm = KM_PER_DEGREE * Math.cos((district.lat * Math.PI) / 180);
  const word = turn(NAME_WORDS, index);
  const street = `${drawItem(random, NAME_WORDS)}straße ${1 + Math.floor(random.next() * 120)}`;
  return {
    name: `${kind.prefix}${word}${kind.suffix} ${district.name}`,
    lat: round5(district.lat + (km * Math.sin(angle)) / KM_PER_DEGREE),
    lon: round5(district.lon + (km * Math.cos(angle)) / lonKm),
    address: `${street}, ${district.name}, Berlin`,
    timeZone: TIME_ZONE,
  };
}

function districtOf(index: number): District {
  return turn(DISTRICTS, index * 7);
}

function turn<T>(items: readonly T[], index: number): T {
  const item = items[index % items.length];
  if (item === undefined) throw new RangeError('Nothing to choose from.');
  return item;
}

function round5(degrees: number): number {
  return Math.round(degrees * 1e5) / 1e5;
}
