import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBoundedCache } from './bounded-cache.ts';

describe('createBoundedCache', () => {
  it('never holds more than its limit and always finds what was just set', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 20 }), fc.array(fc.nat(50)), (limit, keys) => {
        const cache = createBoundedCache<number, string>(limit);
        for (const key of keys) {
          cache.set(key, `v${key}`);
          expect(cache.get(key)).toBe(`v${key}`);
          expect(cache.size()).toBeLessThanOrEqual(limit);
        }
      }),
    );
  });

  it('keeps what is used and forgets what is not', () => {
    const cache = createBoundedCache<string, number>(4);
    cache.set('used', 1);
    cache.set('unused', 2);
    for (let index = 0; index < 10; index += 1) {
      cache.set(`k${index}`, index);
      cache.get('used');
    }

    expect(cache.get('used')).toBe(1);
    expect(cache.get('unused')).toBeUndefined();
  });

  it('deletes from both generations', () => {
    const cache = createBoundedCache<string, number>(2);
    cache.set('a', 1);
    cache.set('b', 2);
    cache.delete('a');
    cache.delete('b');

    expect([cache.get('a'), cache.get('b'), cache.size()]).toEqual([undefined, undefined, 0]);
  });
});
