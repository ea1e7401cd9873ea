/**
 * Lots that may be split over slots: maximise sum value*x with, per lot, sum x <= 1 and, per slot, sum
 * massKg*x <= capacityKg, 0 <= x <= limit. Edges lotStart[i] to lotStart[i + 1] - 1 belong to lot i.
 */
export interface FluidProblem {
  /** [lots + 1], from 0, non-decreasing. */
  readonly lotStart: Int32Array;
  /** Slot of each edge, [edges], in [0, slots). */
  readonly candidate: Int32Array;
  /** Value of the whole lot on each edge, [edges], finite; edges with value <= 0 are never used. */
  readonly value: Float64Array;
  /** [lots], each >= 0. */
  readonly massKg: Float64Array;
  /** [slots], each >= 0. */
  readonly capacityKg: Float64Array;
  /** Largest share of the lot on each edge (say, the chance of acceptance), [edges], in [0, 1]; default 1. */
  readonly limit?: Float64Array;
}

/** Throws RangeError unless the arrays fit together. O(1). */
export function checkFluidProblem({ lotStart, candidate, value, massKg, limit }: FluidProblem): void {
  const edges = value.length;
  const isFitting =
    lotStart.length === massKg.length + 1 &&
    lotStart[massKg.length] === edges &&
    candidate.length === edges &&
    (limit === undefined || limit.length === edges);
  if (!isFitting) {
    throw new RangeError(
      `${massKg.length} lots, ${lotStart.length} starts, ${candidate.length} candidates, ${edges} values, ` +
        `${limit?.length} limits`,
    );
  }
}

/**
 * Best shares of one lot at given prices: the edges that pay most net of price, each up to its limit.
 * @param price value per kg, [slots]; @param share [edges], the lot's part is overwritten.
 * @returns value net of price, >= 0. O(edges of the lot * edges used); equal edges by lower index.
 */
export function fillLot(
  problem: FluidProblem,
  price: Float64Array,
  lot: number,
  share: Float64Array,
): number {
  const { lotStart, candidate, value, massKg, limit } = problem;
  const mass = massKg[lot]!;
  const first = lotStart[lot]!;
  const end = lotStart[lot + 1]!;
  share.fill(0, first, end);
  let left = 1;
  let total = 0;
  while (left > 0) {
    let chosen = -1;
    let most = 0;
    for (let edge = first; edge < end; edge++) {
      const net = value[edge]! - mass * price[candidate[edge]!]!;
      if (net > most && share[edge] === 0 && limit?.[edge] !== 0) {
        most = net;
        chosen = edge;
      }
    }
    if (chosen < 0) break;
    const part = limit === undefined ? left : Math.min(left, limit[chosen]!);
    share[chosen] = part;
    total += part * most;
    left -= part;
  }
  return total;
}

/** Dual objective at prices >= 0, a bound on every packing: capacities at their price plus lots net of it. */
export function dualValue(problem: FluidProblem, price: Float64Array): number {
  const share = new Float64Array(problem.value.length);
  let total = 0;
  for (let slot = 0; slot < price.length; slot++) {
    if (problem.capacityKg[slot]! > 0) total += problem.capacityKg[slot]! * price[slot]!;
  }
  for (let lot = 0; lot < problem.massKg.length; lot++) total += fillLot(problem, price, lot, share);
  return total;
}
