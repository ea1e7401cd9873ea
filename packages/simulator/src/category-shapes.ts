import type { Allergen, Category, Temperature } from '@sprk/contracts';

export type CategoryShape = {
  /** Relative frequency among lots. */
  readonly share: number;
  /** Factor on the median mass of a lot. */
  readonly massFactor: number;
  readonly temperatures: Readonly<Partial<Record<Temperature, number>>>;
  readonly dateTypes: Readonly<Partial<Record<'use_by' | 'best_before' | 'packed', number>>>;
  /** Lower quartile, median and upper quartile of the shelf life, days. */
  readonly lifeDays: readonly [number, number, number];
  /** How long collection stays possible after readyAt, hours [from, to). */
  readonly windowHours: readonly [number, number];
  /** Probability of each allergen. */
  readonly allergens: Readonly<Partial<Record<Allergen, number>>>;
  /** Invented and generic: no brands. */
  readonly products: readonly string[];
};

/**
 * What lots of each category look like.
 *
 * `lifeDays` are the quartiles of the lowest storage time that USDA FSIS FoodKeeper v1.28 gives per product
 * ("from the date of purchase" where present, else the plain column), in its usual place: produce,
 * refrigerated, 97 products; bakery, the Bakery subcategory, any place, 18; dairy, refrigerated, 34; meat,
 * poultry and seafood, refrigerated, 127; deli and prepared, refrigerated, 35; purchased frozen, freezer, 25;
 * beverages, pantry else refrigerated, 26; shelf-stable, sauces, cans and grains, pantry, 151. Shares,
 * temperatures, date types, allergens and windows are assumptions about retail surplus, not measured.
 */
export const CATEGORY_SHAPES: Readonly<Record<Category, CategoryShape>> = {
  produce: {
    share: 0.28,
    massFactor: 1.4,
    temperatures: { ambient: 0.65, chilled: 0.35 },
    dateTypes: { packed: 0.6, best_before: 0.4 },
    lifeDays: [3, 7, 14],
    windowHours: [24, 48],
    allergens: { celery: 0.05 },
    products: ['Carrots, loose', 'Tomatoes', 'Salad heads', 'Apples', 'Bananas', 'Mixed vegetables'],
  },
  bakery: {
    share: 0.26,
    massFactor: 0.8,
    temperatures: { ambient: 1 },
    dateTypes: { packed: 0.55, best_before: 0.45 },
    lifeDays: [1, 3, 5],
    windowHours: [12, 30],
    allergens: { gluten: 0.98, milk: 0.4, eggs: 0.3, nuts: 0.15, sesame: 0.2 },
    products: ['Mixed bread', 'Bread rolls', 'Sweet pastries', 'Sliced bread', 'Cakes'],
  },
  dairy: {
    share: 0.12,
    massFactor: 0.8,
    temperatures: { chilled: 1 },
    dateTypes: { best_before: 0.85, use_by: 0.15 },
    lifeDays: [7, 14, 30],
    windowHours: [12, 36],
    allergens: { milk: 0.95, eggs: 0.08 },
    products: ['Yoghurt, mixed', 'Milk', 'Sliced cheese', 'Curd cheese', 'Butter'],
  },
  meat_fish: {
    share: 0.07,
    massFactor: 0.6,
    temperatures: { chilled: 1 },
    dateTypes: { use_by: 1 },
    lifeDays: [1, 3, 7],
    windowHours: [8, 24],
    allergens: { fish: 0.25, gluten: 0.1, mustard: 0.08 },
    products: ['Chicken, packed', 'Minced meat', 'Sausages', 'Fish fillets', 'Sliced ham'],
  },
  prepared: {
    share: 0.12,
    massFactor: 0.7,
    temperatures: { chilled: 0.75, hot: 0.25 },
    dateTypes: { use_by: 0.8, packed: 0.2 },
    lifeDays: [3, 3, 14],
    windowHours: [4, 20],
    allergens: { gluten: 0.5, milk: 0.45, eggs: 0.25, celery: 0.25, soybeans: 0.2, mustard: 0.15 },
    products: ['Soup', 'Pasta dish', 'Rice with vegetables', 'Sandwiches', 'Stew', 'Salad bowls'],
  },
  frozen: {
    share: 0.04,
    massFactor: 1.1,
    temperatures: { frozen: 1 },
    dateTypes: { best_before: 1 },
    lifeDays: [182, 304, 365],
    windowHours: [24, 96],
    allergens: { gluten: 0.3, milk: 0.25, fish: 0.15, eggs: 0.1 },
    products: ['Frozen vegetables', 'Frozen pizza', 'Ice cream', 'Frozen fish'],
  },
  beverages: {
    share: 0.04,
    massFactor: 1.6,
    temperatures: { ambient: 0.9, chilled: 0.1 },
    dateTypes: { best_before: 1 },
    lifeDays: [21, 365, 547],
    windowHours: [48, 120],
    allergens: { sulphites: 0.05 },
    products: ['Fruit juice', 'Mineral water', 'Lemonade', 'Oat drink'],
  },
  non_perishable: {
    share: 0.07,
    massFactor: 1.3,
    temperatures: { ambient: 1 },
    dateTypes: { best_before: 1 },
    lifeDays: [182, 365, 730],
    windowHours: [48, 168],
    allergens: { gluten: 0.45, nuts: 0.12, soybeans: 0.12, peanuts: 0.05 },
    products: ['Pasta, dry', 'Rice', 'Canned beans', 'Breakfast cereal', 'Canned tomatoes', 'Flour'],
  },
};
