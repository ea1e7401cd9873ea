import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRateLimiter } from './rate-limit.ts';

describe('createRateLimiter', () => {
  it('lets a burst through, then as many as come back, per key', () => {
    const limiter = createRateLimiter({ perSecond: 2, burst: 3 });
    const at = (nowMs: number, key = 'sup_1') => limiter.take(key, nowMs);

    expect([at(0), at(0), at(0)]).toEqual([{ ok: true }, { ok: true }, { ok: true }]);
    expect(at(0)).toEqual({ ok: false, retryAfterSeconds: 1 });
    expect(at(0, 'sup_2')).toEqual({ ok: true });
    expect(at(499).ok).toBe(false);
    expect(at(500).ok).toBe(true);
    expect(at(501).ok).toBe(false);
  });

  it('says how long to wait when tokens come slowly', () => {
    const limiter = createRateLimiter({ perSecond: 0.1, burst: 1 });
    limiter.take('a', 0);

    expect(limiter.take('a', 1000)).toEqual({ ok: false, retryAfterSeconds: 9 });
  });

  it('gives nothing for a clock that goes back', () => {
    const limiter = createRateLimiter({ perSecond: 1, burst: 1 });
    limiter.take('a', 10_000);

    expect(limiter.take('a', 0).ok).toBe(false);
    expect(limiter.take('a', 10_500).ok).toBe(false);
    expect(limiter.take('a', 11_000).ok).toBe(true);
  });

  it('never lets more through than burst plus rate times time', () => {
    const times = fc.array(fc.integer({ min: 0, max: 10_000 }), { maxLength: 300 });
    fc.assert(
      fc.property(
        times,
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 10 }),
        (at, perSecond, burst) => {
          const limiter = createRateLimiter({ perSecond, burst });
          const passed = at.toSorted((a, b) => a - b).filter((nowMs) => limiter.take('a', nowMs).ok).length;

          expect(passed).toBeLessThanOrEqual(burst + perSecond * 10 + 1e-6);
        },
      ),
    );
  });

  it('forgets idle keys instead of growing', () => {
    const limiter = createRateLimiter({ perSecond: 1, burst: 1, maxKeys: 10 });
    limiter.take('busy', 0);
    for (let index = 0; index < 1000; index += 1) {
      limiter.take(`k${index}`, 0);
      expect(limiter.take('busy', 0).ok).toBe(false);
    }
    expect(limiter.take('k0', 0).ok).toBe(true);
  });

  it('refuses limits that would let nothing through', () => {
    expect(() => createRateLimiter({ perSecond: 0, burst: 1 })).toThrow('Unexpected rate limit');
    expect(() => createRateLimiter({ perSecond: 1, burst: 0 })).toThrow('Unexpected rate limit');
  });
});
