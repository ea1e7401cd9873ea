import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from './canonical-json.ts';
import { roundKg } from './mass.ts';

describe('canonicalJson', () => {
  it('sorts keys at every depth and leaves out what is undefined', () => {
    expect(canonicalJson({ b: [{ d: 1, c: null }], a: 'ü"', x: undefined })).toBe(
      '{"a":"ü\\"","b":[{"c":null,"d":1}]}',
    );
    expect(canonicalJson([undefined, Number.NaN, -0])).toBe('[null,null,0]');
    expect(canonicalJson(undefined)).toBe('null');
  });

  it('is JSON of the same value, whatever the order of the keys', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value);
        const plain = JSON.parse(JSON.stringify(value));

        expect(JSON.parse(text)).toEqual(plain);
        expect(canonicalJson(reversed(plain))).toBe(text);
      }),
    );
  });
});

describe('roundKg', () => {
  it('keeps grams and drops dust', () => {
    expect([roundKg(0.1 + 0.2), roundKg(1.0004), roundKg(40_000 - 0.001)]).toEqual([0.3, 1, 39_999.999]);
  });
});

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, reversed(inner)]),
  );
}
