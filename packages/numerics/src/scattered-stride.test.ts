import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scatteredStride } from './scattered-stride.ts';

describe('scatteredStride', () => {
  it('visits each place once before it comes round', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2000 }), (count) => {
        const stride = scatteredStride(count);
        const visited = new Set(Array.from({ length: count }, (_, step) => (step * stride) % count));

        expect(visited.size).toBe(count);
      }),
    );
  });
});
