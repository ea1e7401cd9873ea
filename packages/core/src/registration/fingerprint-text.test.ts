import { describe, expect, it } from 'vitest';
import { fingerprintText } from './fingerprint-text.ts';

const input = {
  product: 'Bread',
  gtin: '12345678',
  category: 'bakery' as const,
  massKg: 12,
  temperature: 'ambient' as const,
  date: { type: 'best_before' as const, on: '2026-12-01' },
  allergens: ['gluten' as const],
  readyAt: '2026-11-24T18:00:00Z',
  collectBy: '2026-11-25T18:00:00Z',
  divisible: true,
  minPartKg: 4,
  reason: 'closing time',
  notes: 'at the back door',
};

describe('fingerprintText', () => {
  it('does not depend on the order of the keys', () => {
    const turned = Object.fromEntries(Object.entries(input).reverse()) as typeof input;
    const date = { on: input.date.on, type: input.date.type };

    expect(fingerprintText({ ...turned, date })).toBe(fingerprintText(input));
  });

  it.each(Object.keys(input))('changes with %s', (field) => {
    const other = field === 'date' ? { type: 'use_by' as const, on: input.date.on } : 'something else';

    expect(fingerprintText({ ...input, [field]: other })).not.toBe(fingerprintText(input));
    expect(
      fingerprintText({
        ...input,
        [field]: field === 'date' ? { ...input.date, on: '2026-12-02' } : undefined,
      }),
    ).not.toBe(fingerprintText(input));
  });
});
