import type { Random } from '@sprk/core';

/**
 * A repeatable source of randomness: sfc32 (Doty-Humphrey, PractRand), 53 bits per number.
 * @param seed Any integer; the same one gives the same numbers on every platform.
 */
export function createSeededRandom(seed: number): Random {
  let a = 0x9e3779b9;
  let b = Math.floor(seed / 2 ** 32) | 0;
  let c = seed | 0;
  let counter = 1;
  function nextUint32(): number {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return sum >>> 0;
  }
  // Seeds that differ in one bit look alike in the first numbers.
  for (let round = 0; round < 15; round += 1) nextUint32();
  return { next: () => ((nextUint32() >>> 5) * 2 ** 26 + (nextUint32() >>> 6)) / 2 ** 53 };
}
