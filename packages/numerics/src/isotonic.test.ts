import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyIsotonic, fitIsotonic, isotonic } from './isotonic.ts';

test('pools adjacent violators', () => {
  expect([...isotonic([1, 3, 2, 4])]).toEqual([1, 2.5, 2.5, 4]);
  expect([...isotonic([3, 2, 1])]).toEqual([2, 2, 2]);
  expect([...isotonic([4, 1], [1, 3])]).toEqual([1.75, 1.75]);
  expect([...isotonic([])]).toEqual([]);
});

test('calibrates scores in any order, pools equal ones and interpolates', () => {
  const model = fitIsotonic([3, 1, 1, 2], [1, 0, 1, 0]);

  expect([...model.scores]).toEqual([1, 2, 3]);
  expect(model.values[0]).toBeCloseTo(1 / 3, 15);
  expect(model.values[1]).toBeCloseTo(1 / 3, 15);
  expect(applyIsotonic(model, 0)).toBeCloseTo(1 / 3, 15);
  expect(applyIsotonic(model, 2.5)).toBeCloseTo(2 / 3, 15);
  expect(applyIsotonic(model, 9)).toBe(1);
  expect(applyIsotonic(fitIsotonic([], []), 1)).toBeNaN();
  expect([...fitIsotonic([1, 1], [1, 0], [3, 1]).values]).toEqual([0.75]);
});

test('rejects arrays of unequal length', () => {
  expect(() => isotonic([1], [1, 2])).toThrow(RangeError);
  expect(() => fitIsotonic([1], [])).toThrow(RangeError);
  expect(() => fitIsotonic([1], [1], [])).toThrow(RangeError);
});

test('equals the max-min formula of isotonic regression', () => {
  const row = fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: 1, max: 5 }));
  fc.assert(
    fc.property(fc.array(row, { maxLength: 12 }), (rows) => {
      const mean = (from: number, to: number) => {
        const part = rows.slice(from, to + 1);
        return part.reduce((sum, [y, w]) => sum + y * w, 0) / part.reduce((sum, [, w]) => sum + w, 0);
      };
      const indices = [...rows.keys()];

      const fitted = isotonic(
        rows.map(([y]) => y),
        rows.map(([, w]) => w),
      );

      fitted.forEach((level, i) => {
        const lows = indices.slice(0, i + 1).map((a) => Math.min(...indices.slice(i).map((b) => mean(a, b))));
        expect(level).toBeCloseTo(Math.max(...lows), 9);
      });
    }),
  );
});

test('gives rising values through the knots', () => {
  const row = fc.tuple(fc.integer({ min: 0, max: 9 }), fc.constantFrom(0, 1));
  fc.assert(
    fc.property(
      fc.array(row, { minLength: 1, maxLength: 30 }),
      fc.double({ min: -1, max: 10, noNaN: true }),
      (rows, x) => {
        const model = fitIsotonic(
          rows.map(([score]) => score),
          rows.map(([, label]) => label),
        );

        model.scores.forEach((score, i) => {
          expect(applyIsotonic(model, score)).toBe(model.values[i]);
        });
        expect(applyIsotonic(model, x)).toBeLessThanOrEqual(applyIsotonic(model, x + 0.5) + 1e-12);
      },
    ),
  );
});
