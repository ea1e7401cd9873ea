import type { OfferStatus, OversupplyStatus } from '@sprk/contracts';

/** How statuses are written in the file. Numbers are never given to another status. */
const LOT_STATUSES: readonly OversupplyStatus[] = [
  'matching',
  'offered',
  'accepted',
  'collected',
  'unmatched',
  'expired',
  'withdrawn',
];
/** The partial index offers_open is over number 0. */
const OFFER_STATUSES: readonly OfferStatus[] = [
  'offered',
  'accepted',
  'declined',
  'timed_out',
  'withdrawn',
  'expired',
];

export function lotStatusNumber(status: OversupplyStatus): number {
  return numberOf(LOT_STATUSES, status);
}

export function lotStatusOf(number: number): OversupplyStatus {
  return wordOf(LOT_STATUSES, number);
}

/** Nothing happens to such a lot any more. */
export function isFinished(number: number): boolean {
  return number >= LOT_STATUSES.indexOf('collected');
}

export function offerStatusNumber(status: OfferStatus): number {
  return numberOf(OFFER_STATUSES, status);
}

function numberOf<T extends string>(words: readonly T[], word: T): number {
  const number = words.indexOf(word);
  if (number < 0) throw new RangeError(`Unknown status: ${word}.`);
  return number;
}

function wordOf<T extends string>(words: readonly T[], number: number): T {
  const word = words[number];
  if (word === undefined) throw new RangeError(`Unknown number of a status: ${number}.`);
  return word;
}
