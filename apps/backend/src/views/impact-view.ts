import type { Category, ImpactView } from '@sprk/contracts';

const MEALS_FACTOR_VERSION = 'meals/2026-1';
/** kg per meal: 0.4 (2.5 meals per kg, SPRK) and 0.544 (1.2 lb, Feeding America); the mean in between. */
const KG_PER_MEAL = { small: 0.4, central: 0.46, large: 0.544 };

const CO2E_FACTOR_VERSION = 'co2e/2026-1';
/**
 * kg CO2e per kg of food by category, central figures after the product medians of Poore & Nemecek 2018 (via Our World
 * in Data, CC BY 4.0), rounded; the range is what two practices use for any food: 2.5 (FAO, used in Germany) and
 * 3.66 (Sharing Excess), stretched to hold the central figure.
 */
const CO2E_PER_KG: Readonly<Record<Category, number>> = {
  produce: 0.7,
  bakery: 1.4,
  dairy: 4.0,
  meat_fish: 9.0,
  prepared: 3.0,
  frozen: 3.0,
  beverages: 1.0,
  non_perishable: 2.0,
};
const CO2E_PER_KG_ANY = { low: 2.5, high: 3.66 };

/** kg are the fact; meals and CO2e are derived under a named version of the factors, as a range. */
export function impactOf(
  from: string,
  to: string,
  collected: { readonly lots: number; readonly massKgByCategory: Readonly<Record<string, number>> },
): ImpactView {
  const entries = Object.entries(collected.massKgByCategory);
  const massKg = round(entries.reduce((sum, [, kg]) => sum + kg, 0));
  const central = round(entries.reduce((sum, [category, kg]) => sum + kg * factorOf(category), 0));
  return {
    from,
    to,
    lots: collected.lots,
    massKg,
    massKgByCategory: collected.massKgByCategory,
    meals: {
      low: round(massKg / KG_PER_MEAL.large),
      central: round(massKg / KG_PER_MEAL.central),
      high: round(massKg / KG_PER_MEAL.small),
      factorVersion: MEALS_FACTOR_VERSION,
    },
    co2eKg: {
      low: round(Math.min(central, massKg * CO2E_PER_KG_ANY.low)),
      central,
      high: round(Math.max(central, massKg * CO2E_PER_KG_ANY.high)),
      factorVersion: CO2E_FACTOR_VERSION,
    },
  };
}

function factorOf(category: string): number {
  return CO2E_PER_KG[category as Category];
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
