import { randomFillSync } from 'node:crypto';

/** Fresh random bytes, as many as asked for. A port, so that a run replays from a seed. */
export type RandomBytes = (count: number) => Uint8Array;

const POOL_BYTES = 4096;

/** A source for ids: one call of the system's generator costs more than a few bytes are worth, so it fetches 4 kB. */
export function createRandomBytes(): RandomBytes {
  let pool = Buffer.alloc(0);
  return (count) => {
    if (count > pool.length) pool = randomFillSync(Buffer.alloc(Math.max(POOL_BYTES, count)));
    const bytes = pool.subarray(0, count);
    pool = pool.subarray(count);
    return bytes;
  };
}
