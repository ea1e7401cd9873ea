import type { Category } from '@sprk/contracts';
import type { WorldCity } from '../world/world.ts';

/** The categories of made worlds and their shares among lots: assumptions about retail surplus, not measured. */
export const WORLD_CATEGORIES = {
  produce: { temperature: 'ambient', lifeHours: 60, share: 0.34 },
  bakery: { temperature: 'ambient', lifeHours: 30, share: 0.2 },
  dairy: { temperature: 'chilled', lifeHours: 36, share: 0.12 },
  meat_fish: { temperature: 'chilled', lifeHours: 24, share: 0.08 },
  prepared: { temperature: 'chilled', lifeHours: 9, share: 0.11 },
  non_perishable: { temperature: 'ambient', lifeHours: 720, share: 0.15 },
} as const satisfies Partial<Record<Category, WorldCity['categories'][string] & { readonly share: number }>>;

export type WorldCategory = keyof typeof WORLD_CATEGORIES;

export const CATEGORY_NAMES = Object.keys(WORLD_CATEGORIES) as WorldCategory[];
