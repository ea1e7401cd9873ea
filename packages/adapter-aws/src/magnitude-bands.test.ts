import { describe, expect, it } from 'vitest';
import { bandAttribute, sumsOfBands } from './magnitude-bands.ts';

describe('magnitude bands', () => {
  it('keeps summands of like magnitude together, whatever their sign', () => {
    expect(bandAttribute('fadedOffers', 1)).toBe('fadedOffers@0');
    expect(bandAttribute('fadedOffers', -999_999_999_999)).toBe('fadedOffers@0');
    expect(bandAttribute('fadedOffers', 1e12)).toBe('fadedOffers@1');
    expect(bandAttribute('fadedOffers', 0.25)).toBe('fadedOffers@-1');
    expect(bandAttribute('fadedOffers', 0)).toBe('fadedOffers@0');
  });

  it('never needs more than 38 digits, however often a band is added to', () => {
    for (const summand of [1, 1.2345678901234567, 9.87654321098765e11, 1.234567890123457e12, 3.8e22, 1e120]) {
      const [, band = ''] = bandAttribute('x', summand).split('@');
      const lowestDigit = 12 * Number(band) - 16;
      const highestDigit = Math.floor(Math.log10(summand * 1e6));

      expect(highestDigit - lowestDigit + 1).toBeLessThanOrEqual(38);
    }
  });

  it('gives the whole sums back, and nothing else of the item', () => {
    const item = {
      pk: 'activity#3',
      sk: 'rec_1',
      openOffers: 2,
      'fadedOffers@0': 1.5,
      'fadedOffers@1': 2e12,
    };

    expect([...sumsOfBands({ ...item, 'category#bakery@0': 4 })]).toEqual([
      ['fadedOffers', 2e12 + 1.5],
      ['category#bakery', 4],
    ]);
  });
});
