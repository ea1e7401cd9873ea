/**
 * Masses are summed in whole milligrams: sums of floating kilograms drift, and a slot that was filled and emptied
 * again has to be exactly empty.
 */
export function toMilligrams(kg: number): number {
  return Math.sign(kg) * Math.round(Math.abs(kg) * 1e6);
}

export function toKg(milligrams: number): number {
  return milligrams / 1e6;
}
