import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeSorted } from './merge-sorted.ts';

async function* streamOf<T>(items: readonly T[], onRead: () => void = () => undefined): AsyncGenerator<T> {
  for (const item of items) {
    onRead();
    yield item;
  }
}

describe('mergeSorted', () => {
  it('gives all elements of all streams in order', async () => {
    const sorted = fc.array(fc.array(fc.integer()).map((list) => list.sort((a, b) => a - b)));
    await fc.assert(
      fc.asyncProperty(sorted, async (lists) => {
        const streams = lists.map((list) => streamOf(list));
        const merged: number[] = [];
        for await (const element of mergeSorted(streams, (a, b) => a < b)) merged.push(element);

        expect(merged).toEqual(lists.flat().sort((a, b) => a - b));
      }),
    );
  });

  it('reads no further than it is read itself', async () => {
    let reads = 0;
    const count = () => {
      reads += 1;
    };
    const merged = mergeSorted([streamOf([1, 4, 5], count), streamOf([2, 3, 6], count)], (a, b) => a < b);

    await merged.next();
    await merged.next();

    expect(reads).toBe(3);
  });
});
