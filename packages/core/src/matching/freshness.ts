import type { Registration } from '@sprk/contracts';

/**
 * Share of the time between readyAt and the end of the printed day that is left at `at` (ms), 0..1;
 * 1 where a date says nothing about decay (packed).
 */
export function freshnessOf(registration: Registration, at: number): number {
  return freshnessCurve(registration)(at);
}

/** `freshnessOf` with the dates read once. */
export function freshnessCurve({ date, readyAt }: Registration): (at: number) => number {
  if (date.type === 'packed') return () => 1;
  const end = Date.parse(`${date.on}T23:59:59Z`);
  const begin = Date.parse(readyAt);
  return (at) => (end <= begin ? 0 : Math.min(1, Math.max(0, (end - at) / (end - begin))));
}
