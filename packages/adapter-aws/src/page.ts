import type { DomainEvent } from '@sprk/contracts';
import type { TotalsDelta } from './effects.ts';
import type { OutboxItem } from './outbox.ts';
import { unpack } from './packed.ts';

/** Sums of all units up to and including a page. */
export type Totals = Readonly<Record<string, number>>;

/** A page of the log: units of work in their order. */
export interface LogPage {
  /** 1, 2, … without a hole. */
  readonly number: number;
  readonly totals: Totals;
  readonly units: readonly Pick<OutboxItem, 'pk' | 'sk' | 'body'>[];
}

/** Before the first page. */
export const NO_PAGE: LogPage = { number: 0, totals: {}, units: [] };

/** An item of DynamoDB holds 400 kB. */
const MAX_PAGE_BYTES = 300_000;
const UNIT_OVERHEAD_BYTES = 120;

/** The next page: as many of the waiting units as fit. */
export function pageAfter({ number, totals }: LogPage, waiting: readonly OutboxItem[]): LogPage {
  let bytes = 0;
  let taken = 0;
  let sums = totals;
  for (const { body, counts } of waiting) {
    bytes += body.length + UNIT_OVERHEAD_BYTES;
    if (taken > 0 && bytes > MAX_PAGE_BYTES) break;
    sums = added(sums, counts);
    taken += 1;
  }
  const units = waiting.slice(0, taken).map(({ pk, sk, body }) => ({ pk, sk, body }));
  return { number: number + 1, totals: sums, units };
}

function added(totals: Totals, delta: TotalsDelta): Totals {
  const sums: Record<string, number> = { ...totals };
  for (const [name, change] of Object.entries(delta)) sums[name] = (sums[name] ?? 0) + (change ?? 0);
  return sums;
}

/** What the units of a page told, in their order. */
export function contentOf(page: LogPage): { readonly events: DomainEvent[]; readonly touched: string[] } {
  const units = page.units.map(({ body }) => unpack<{ events: DomainEvent[]; touched: string[] }>(body));
  return {
    events: units.flatMap(({ events }) => events),
    touched: units.flatMap(({ touched }) => touched),
  };
}
