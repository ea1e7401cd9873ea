import type { Category, RecipientInput, Temperature } from '@sprk/contracts';
import { CATEGORIES } from '@sprk/contracts/vocabulary';

/** How many of a kind the demo city has, and what they are like. */
export type DemoRecipientKind = {
  readonly kind: RecipientInput['kind'];
  readonly count: number;
  readonly prefix: string;
  readonly suffix: string;
  readonly capacityKg: readonly [number, number];
  readonly hours: readonly string[];
  readonly categories: readonly (readonly Category[])[];
  readonly temperatures: readonly (readonly Temperature[])[];
  readonly responseMinutes: readonly [number, number];
  /** Share that takes food past its best-before date. */
  readonly bestBeforePassedShare: number;
};

const DRY: readonly Category[] = ['produce', 'bakery', 'beverages', 'non_perishable'];
const FRESH: readonly Category[] = [...DRY, 'dairy', 'prepared'];
const COOL: readonly Temperature[] = ['ambient', 'chilled'];
const COLD: readonly Temperature[] = ['ambient', 'chilled', 'frozen'];

/**
 * Shelters and fridges never close, so that a lot posted at any hour finds somebody; the others keep the
 * hours such places keep.
 */
export const DEMO_RECIPIENT_KINDS: readonly DemoRecipientKind[] = [
  {
    kind: 'shelter',
    count: 12,
    prefix: 'Notunterkunft ',
    suffix: 'haus',
    capacityKg: [120, 350],
    hours: ['24/7'],
    categories: [CATEGORIES],
    temperatures: [['ambient', 'chilled', 'frozen', 'hot']],
    responseMinutes: [10, 20],
    bestBeforePassedShare: 1,
  },
  {
    kind: 'community_fridge',
    count: 10,
    prefix: 'Kiezkühlschrank ',
    suffix: 'platz',
    capacityKg: [25, 60],
    hours: ['24/7', 'Mo-Su 06:00-24:00'],
    categories: [FRESH, DRY],
    temperatures: [COOL],
    responseMinutes: [10, 30],
    bestBeforePassedShare: 0.6,
  },
  {
    kind: 'food_pantry',
    count: 20,
    prefix: 'Ausgabestelle ',
    suffix: 'hof',
    capacityKg: [80, 400],
    hours: [
      'Mo-Fr 09:00-17:00; PH off',
      'Tu,Th 11:00-15:00; PH off',
      'Mo,We,Fr 10:00-14:00; PH off',
      'Mo-Fr 08:00-12:00, 14:00-18:00; Sa 09:00-13:00; PH off',
      'We[1,3] 10:00-13:00; Sa 10:00-14:00',
    ],
    categories: [CATEGORIES, FRESH, [...FRESH, 'frozen'], DRY],
    temperatures: [COLD, COOL, COOL, ['ambient']],
    responseMinutes: [15, 30],
    bestBeforePassedShare: 0.6,
  },
  {
    kind: 'soup_kitchen',
    count: 12,
    prefix: 'Suppenküche ',
    suffix: 'weg',
    capacityKg: [40, 160],
    hours: ['Mo-Fr 08:00-15:00; PH off', 'Mo-Sa 10:00-20:00', 'Mo-Su 11:00-19:00', 'Fr,Sa 18:00-02:00'],
    categories: [[...FRESH, 'meat_fish'], CATEGORIES],
    temperatures: [['ambient', 'chilled', 'hot'], COLD],
    responseMinutes: [10, 20],
    bestBeforePassedShare: 0.5,
  },
  {
    kind: 'school',
    count: 6,
    prefix: 'Schulküche ',
    suffix: 'grund',
    capacityKg: [30, 80],
    hours: ['Mo-Fr 07:00-14:00; PH off'],
    categories: [['produce', 'bakery', 'dairy', 'beverages']],
    temperatures: [COOL],
    responseMinutes: [15, 45],
    bestBeforePassedShare: 0,
  },
];

/** Shops of the demo city: name around a word, and the hours they keep. */
export const DEMO_SUPPLIER_KINDS = [
  { count: 18, prefix: 'Markt am ', suffix: 'platz', hours: 'Mo-Sa 07:00-22:00; PH off' },
  { count: 12, prefix: 'Backstube ', suffix: 'brot', hours: 'Mo-Fr 06:00-19:00; Sa,Su 07:00-17:00' },
  { count: 5, prefix: 'Bioladen ', suffix: 'korb', hours: 'Mo-Sa 08:00-20:00; PH off' },
  { count: 3, prefix: 'Kantine ', suffix: 'hof', hours: 'Mo-Fr 07:00-16:00; PH off' },
  { count: 2, prefix: 'Großmarkt ', suffix: 'halle', hours: 'Mo-Sa 03:00-12:00; PH off' },
] as const;
