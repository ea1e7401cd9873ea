/** The least that counts as food, kg: masses are whole grams. */
export const SMALLEST_KG = 0.001;

/** kg to the gram: sums and differences of floating kilograms drift (0.1 + 0.2), grams do not. */
export function roundKg(kg: number): number {
  return Math.round(kg * 1000) / 1000;
}
