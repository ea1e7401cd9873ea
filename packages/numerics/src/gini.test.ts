import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gini } from './gini.ts';

test('is 0 for equal shares and (n - 1) / n when one has all', () => {
  expect(gini([3, 3, 3])).toBe(0);
  expect(gini([0, 0, 0, 8])).toBe(0.75);
  expect(gini([])).toBe(0);
  expect(gini([0, 0])).toBe(0);
  expect(gini([1, 2, 3, 4])).toBeCloseTo(0.25, 15);
});

test('equals the mean absolute difference over twice the mean', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 30 }),
      (values) => {
        const total = values.reduce((sum, value) => sum + value, 0);
        fc.pre(total > 1e-3);
        let differences = 0;
        for (const a of values) for (const b of values) differences += Math.abs(a - b);

        expect(gini(values)).toBeCloseTo(differences / (2 * values.length * total), 9);
      },
    ),
  );
});
