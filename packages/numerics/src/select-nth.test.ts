import fc from 'fast-check';
import { expect, test } from 'vitest';
import { selectNth } from './select-nth.ts';

test('puts the row of that rank in its place and moves whole rows', () => {
  const row = fc.tuple(fc.integer({ min: 0, max: 5 }), fc.double({ noNaN: true }), fc.integer());
  const rows = fc.array(row, { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(rows, fc.nat(), fc.integer({ min: 0, max: 2 }), (given, rank, axis) => {
      const points = Float64Array.from(given.flat());
      const ids = Int32Array.from(given, (_, i) => i);
      const nth = rank % given.length;

      selectNth(points, ids, axis, 0, nth, given.length);

      const column = Array.from(ids, (_, i) => points[i * 3 + axis]!);
      expect(column[nth]).toBe(Float64Array.from(given, (each) => each[axis]!).sort()[nth]);
      expect(column.slice(0, nth).every((value) => value <= column[nth]!)).toBe(true);
      expect(column.slice(nth).every((value) => value >= column[nth]!)).toBe(true);
      expect([...ids].sort((a, b) => a - b)).toEqual(given.map((_, i) => i));
      ids.forEach((id, i) => {
        expect([...points.subarray(i * 3, i * 3 + 3)]).toEqual(given[id]);
      });
    }),
  );
});
