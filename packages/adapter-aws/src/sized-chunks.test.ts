import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sizedChunks } from './sized-chunks.ts';

describe('sizedChunks', () => {
  it('keeps order and limits, and gives a thing that is too large a piece of its own', () => {
    const limits = { maxCount: 3, maxBytes: 10 };

    expect(sizedChunks([1, 2, 3, 4, 11, 5, 5, 1], limits, (bytes) => bytes)).toEqual([
      [1, 2, 3],
      [4],
      [11],
      [5, 5],
      [1],
    ]);
  });

  it('loses nothing and breaks no limit', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 12 })), fc.integer({ min: 1, max: 4 }), (sizes, maxCount) => {
        const pieces = sizedChunks(sizes, { maxCount, maxBytes: 10 }, (bytes) => bytes);

        expect(pieces.flat()).toEqual(sizes);
        for (const piece of pieces) {
          expect(piece.length).toBeLessThanOrEqual(maxCount);
          if (piece.length > 1) expect(piece.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThanOrEqual(10);
        }
      }),
    );
  });
});
