import type { Random } from '@sprk/core';

/**
 * A repeatable source of randomness: splitmix32 (Steele, Lea & Flood 2014), two 32-bit words per number.
 * @param seed Any integer; the same one gives the same numbers on every platform.
 */
export function createSeededRandom(seed: number): Random {
  let state = seed | 0;
  function nextUint32(): number {
    state = (state + 0x9e3779b9) | 0;
    return mix32(state);
  }
  return { next: () => ((nextUint32() >>> 5) * 2 ** 26 + (nextUint32() >>> 6)) / 2 ** 53 };
}

/** A fixed number in [0, 1) for a seed and a text: the same text always meets the same fate. */
export function hashUnit(seed: number, text: string): number {
  let hash = (seed ^ 0x811c9dc5) | 0;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return mix32(hash) / 2 ** 32;
}

function mix32(word: number): number {
  const first = Math.imul(word ^ (word >>> 16), 0x21f0aaad);
  const second = Math.imul(first ^ (first >>> 15), 0x735a2d97);
  return (second ^ (second >>> 15)) >>> 0;
}
