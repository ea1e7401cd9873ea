import type { Registration } from '@sprk/contracts';
import type { Lot } from './lot.ts';

/** kg of this lot that are not in its children. */
export function massToPlace(lot: Lot): number {
  return lot.remainingKg ?? lot.registration.massKg;
}

/** The registration as it reads for `massKg` of the lot: the smallest part never exceeds the whole. */
export function registrationOfPart({ registration }: Lot, massKg: number): Registration {
  const { minPartKg, ...rest } = registration;
  return { ...rest, massKg, ...(minPartKg !== undefined && { minPartKg: Math.min(minPartKg, massKg) }) };
}

/** The registration as the matcher has to see it: for what is still in the lot. */
export function registrationOfRest(lot: Lot): Registration {
  return lot.remainingKg === undefined ? lot.registration : registrationOfPart(lot, lot.remainingKg);
}
