import { parseCursor } from '@sprk/core/shared/page-cursor';
import { describe, expect, it } from 'vitest';
import { pageOf } from './page-of.ts';

async function* named(...ids: readonly string[]) {
  for (const id of ids) yield { id };
}

describe('pageOf', () => {
  it('names the last one shown when there is more', async () => {
    const page = await pageOf('lots', { limit: 2 }, named('c', 'b', 'a'));

    expect(page.items).toEqual([{ id: 'c' }, { id: 'b' }]);
    expect(parseCursor('lots', page.nextCursor ?? '')).toBe('b');
  });

  it('ends with a page that is exactly full', async () => {
    expect(await pageOf('lots', { limit: 2 }, named('b', 'a'))).toMatchObject({ nextCursor: null });
    expect(await pageOf('lots', { limit: 2 }, named())).toEqual({ items: [], nextCursor: null });
  });
});
