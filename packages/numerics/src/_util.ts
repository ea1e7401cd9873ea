import loader, { type LegacyHighs } from 'highs';

// @NOTE the package types its ES module as CommonJS, so the default import looks like a namespace to tsc.
const highs = await (loader as unknown as () => Promise<LegacyHighs>)();

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

/** Edges by row: rowStart[i] to rowStart[i + 1] - 1 belong to row i, which may use 1 in all. */
export interface PackingLp {
  readonly rowStart: Int32Array;
  readonly candidate: Int32Array;
  readonly value: Float64Array;
  /** Of the row's unit in every slot, [rows]. */
  readonly mass: ArrayLike<number>;
  readonly capacity: ArrayLike<number>;
  readonly limit?: Float64Array | undefined;
}

/** Greatest value of a packing, by HiGHS. */
export function packingOptimum({ rowStart, candidate, value, mass, capacity, limit }: PackingLp): number {
  if (value.length === 0) return 0;
  const inSlot: string[][] = Array.from(capacity, () => []);
  const rows: string[] = [];
  for (let row = 0; row + 1 < rowStart.length; row++) {
    const terms: string[] = [];
    for (let edge = rowStart[row]!; edge < rowStart[row + 1]!; edge++) {
      terms.push(`x${edge}`);
      inSlot[candidate[edge]!]!.push(`${mass[row]} x${edge}`);
    }
    if (terms.length > 0) rows.push(`${terms.join(' + ')} <= 1`);
  }
  inSlot.forEach((terms, slot) => {
    if (terms.length > 0) rows.push(`${terms.join(' + ')} <= ${capacity[slot]}`);
  });
  const objective = Array.from(value, (each, edge) => `${each < 0 ? '-' : '+'} ${Math.abs(each)} x${edge}`);
  const bounds = Array.from(value, (_, edge) => `0 <= x${edge} <= ${limit?.[edge] ?? 1}`);
  const parts = ['Maximize', `o: ${objective.join(' ')}`, 'Subject To', ...rows, 'Bounds', ...bounds, 'End'];
  const model = parts.join('\n');
  return highs.solve(model, { output_flag: false }).ObjectiveValue;
}
