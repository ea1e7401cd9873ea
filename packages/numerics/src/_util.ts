/** Repeatable uniform numbers in [0, 1) for tests (linear congruential generator, Lewis et al. 1969). */
export function seededRandom(seed: number): () => number {
  let state = (seed * 16807) % 2147483647 || 1;
  return () => {
    state = (state * 16807) % 2147483647;
    return (state - 1) / 2147483646;
  };
}

/** Standard normal number from two uniform ones (Box & Muller 1958). */
export function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
