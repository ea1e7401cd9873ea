import { createBoundedCache } from './bounded-cache.ts';

export type RateLimitOptions = {
  /** Tokens that come back per second, e.g. 20. */
  readonly perSecond: number;
  /** Tokens of a full bucket: how many requests may come at once. */
  readonly burst: number;
  /** Keys remembered, default 50000. A forgotten key starts full: the limit errs on the caller's side. */
  readonly maxKeys?: number;
};
export type Take = { readonly ok: true } | { readonly ok: false; readonly retryAfterSeconds: number };
export type RateLimiter = {
  /** @param nowMs of any clock that does not go back; a step back gives no tokens and takes none. */
  take(key: string, nowMs: number): Take;
};

type Bucket = { tokens: number; updatedAtMs: number };

const OK: Take = { ok: true };

/**
 * A token bucket per key. Own, because it runs on every request after the sign-in, keyed by partner, and must
 * cost well under a microsecond: @fastify/rate-limit is a hook before it, keyed by address, counts in fixed
 * windows (twice the limit at their border) and adds three headers to every answer.
 */
export function createRateLimiter({ perSecond, burst, maxKeys = 50_000 }: RateLimitOptions): RateLimiter {
  if (!(perSecond > 0 && burst >= 1))
    throw new Error(`Unexpected rate limit: ${perSecond}/s, burst ${burst}`);
  const buckets = createBoundedCache<string, Bucket>(maxKeys);

  return {
    take(key, nowMs) {
      const bucket = buckets.get(key);
      if (bucket === undefined) {
        buckets.set(key, { tokens: burst - 1, updatedAtMs: nowMs });
        return OK;
      }
      const elapsedSeconds = Math.max(0, nowMs - bucket.updatedAtMs) / 1000;
      bucket.tokens = Math.min(burst, bucket.tokens + elapsedSeconds * perSecond);
      bucket.updatedAtMs = Math.max(nowMs, bucket.updatedAtMs);
      if (bucket.tokens >= 1) {
        bucket.tokens -= 1;
        return OK;
      }
      return { ok: false, retryAfterSeconds: Math.max(1, Math.ceil((1 - bucket.tokens) / perSecond)) };
    },
  };
}
