import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SortedRuns } from './sorted-runs.ts';

describe('SortedRuns', () => {
  it('gives back what was added, in order', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string(), { minLength: 0, maxLength: 1500 }), (names) => {
        const runs = new SortedRuns();
        for (const name of names) runs.add(name);
        const taken = names.map(() => runs.take());

        expect(taken).toEqual(names.toSorted((a, b) => (a < b ? -1 : 1)));
        expect(runs.take()).toBeUndefined();
      }),
      { numRuns: 100 },
    );
  });
});
