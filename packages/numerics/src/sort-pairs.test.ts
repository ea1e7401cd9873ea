import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sortPairs } from './sort-pairs.ts';

test('sorts a part of the pairs by distance, then id, like a sort of objects', () => {
  const distances = fc.array(fc.oneof(fc.integer({ min: 0, max: 3 }), fc.double({ noNaN: true })), {
    maxLength: 200,
  });
  fc.assert(
    fc.property(distances, fc.nat({ max: 20 }), (given, skip) => {
      const from = Math.min(skip, given.length);
      const ids = Int32Array.from(given, (_, i) => (i * 41) % 211);
      const sorted = Float64Array.from(given);
      const expected = given
        .map((distance, i) => ({ distance, id: ids[i]! }))
        .slice(from)
        .sort((a, b) => (a.distance === b.distance ? a.id - b.id : a.distance < b.distance ? -1 : 1));

      sortPairs(sorted, ids, from, given.length);

      expect([...sorted.subarray(from)]).toEqual(expected.map(({ distance }) => distance));
      expect([...ids.subarray(from)]).toEqual(expected.map(({ id }) => id));
      expect([...sorted.subarray(0, from)]).toEqual(given.slice(0, from));
    }),
  );
});
