import { describe, expect, it } from 'vitest';
import { LogReader } from './log-reader.ts';
import { pack } from './packed.ts';
import { type LogPage, NO_PAGE } from './page.ts';
import type { PageLog } from './page-log.ts';

function pageOf(number: number, ...touched: readonly string[]): LogPage {
  const units = touched.map((key, index) => ({
    pk: 'p',
    sk: String(index),
    body: pack({ events: [], touched: [key] }),
  }));
  const quiet = { pk: 'p', sk: 'q', body: pack({ events: [], touched: [] }) };
  return { number, totals: {}, units: [...units, quiet] };
}

function readerOf(pages: readonly LogPage[], newest = pages.at(-1) ?? NO_PAGE): LogReader<string> {
  const log: Pick<PageLog, 'newest' | 'from' | 'sequence'> = {
    newest: async () => newest,
    sequence: async () => undefined,
    from: async (number, limit) => pages.filter((page) => page.number >= number).slice(0, limit),
  };
  return new LogReader(log as PageLog, ({ touched }) => touched);
}

const START = { page: 0, index: 0 };
const thingsOf = async (reader: LogReader<string>, page: number, index: number, limit = 9) =>
  (await reader.after({ page, index }, limit))?.things.map(({ thing }) => thing);

describe('LogReader', () => {
  it('goes on after any position, over pages that tell nothing', async () => {
    const reader = readerOf([pageOf(1, 'a', 'b'), pageOf(2), pageOf(3, 'c')]);

    expect(await thingsOf(reader, 0, 0)).toEqual(['a', 'b', 'c']);
    expect(await thingsOf(reader, 1, 1)).toEqual(['b', 'c']);
    expect(await thingsOf(reader, 2, 0)).toEqual(['c']);
    expect(await reader.after(START, 2)).toMatchObject({ reached: { page: 2, index: 0 }, more: true });
    expect(await reader.after(START, 3)).toMatchObject({ reached: { page: 3, index: 1 }, more: false });
  });

  it('moves on with pages that tell nothing, so that it is not left behind', async () => {
    const reader = readerOf([pageOf(1, 'a'), pageOf(2), pageOf(3)]);

    expect(await reader.after({ page: 1, index: 1 }, 9)).toEqual({
      things: [],
      reached: { page: 3, index: 0 },
      more: false,
    });
  });

  it('reads more pages than come at once', async () => {
    const pages = Array.from({ length: 45 }, (_, index) => pageOf(index + 1, `${index}`));

    expect(await thingsOf(readerOf(pages), 0, 0, 100)).toHaveLength(45);
  });

  it('knows no position that is not kept or never was', async () => {
    const reader = readerOf([pageOf(3, 'c'), pageOf(4, 'd')]);

    for (const [page, index] of [
      [0, 0],
      [2, 0],
      [3, 2],
      [4, 2],
      [5, 0],
    ] as const) {
      expect(await reader.after({ page, index }, 9)).toBeUndefined();
    }
    expect(await reader.fromOldest(9)).toMatchObject({ things: [{ thing: 'c' }, { thing: 'd' }] });
  });

  it('misses nothing behind the newest page when that has expired', async () => {
    const head: LogPage = { number: 7, totals: {}, units: [] };
    const reader = readerOf([], head);

    expect(await reader.after(await reader.end(), 9)).toMatchObject({ things: [], more: false });
    expect(await reader.after({ page: 7, index: 3 }, 9)).toMatchObject({ things: [], more: false });
    expect(await reader.after({ page: 6, index: 0 }, 9)).toBeUndefined();
    expect(await reader.after(START, 9)).toBeUndefined();
  });

  it('begins an empty log without a gap', async () => {
    const reader = readerOf([]);

    expect(await reader.end()).toEqual(START);
    expect(await reader.after(START, 9)).toEqual({ things: [], reached: START, more: false });
  });
});
