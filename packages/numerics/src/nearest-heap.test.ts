import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NearestHeap } from './nearest-heap.ts';

test('holds the k least pairs within the limit, by distance then id', () => {
  const distances = fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 60 });
  const limit = fc.integer({ min: 0, max: 20 });
  fc.assert(
    fc.property(distances, fc.integer({ min: 0, max: 12 }), limit, (given, k, farthest) => {
      const heap = new NearestHeap(k, farthest);
      given.forEach((distance, i) => {
        const id = (i * 37) % 61;
        if (heap.takes(distance, id)) heap.add(distance, id);
      });

      const { ids, distances: kept } = heap.sorted();

      const expected = given
        .map((distance, i) => ({ distance, id: (i * 37) % 61 }))
        .filter(({ distance }) => distance <= farthest)
        .sort((a, b) => a.distance - b.distance || a.id - b.id)
        .slice(0, k);
      expect([...ids]).toEqual(expected.map(({ id }) => id));
      expect([...kept]).toEqual(expected.map(({ distance }) => distance));
    }),
    { numRuns: 300 },
  );
});
