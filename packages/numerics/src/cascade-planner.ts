import type { CascadeDemand } from './cascade-prices.ts';

/**
 * Best cascade of a lot at the given prices, [slots]; `taken` is told each edge of it with the chance that the lot ends
 * there.
 * @returns its expected value net of prices, >= 0.
 */
export type CascadePlanner = (
  lot: number,
  price: Float64Array,
  taken: (edge: number, share: number) => void,
) => number;

/**
 * `bestCascade` with delta 1 for many lots: candidates stay in the order of the last time, so that sorting them is
 * nearly free. O(candidates * attempts) per call, O(edges) space.
 */
export function createCascadePlanner(demand: CascadeDemand): CascadePlanner {
  const { lotStart, slot, utility, probability, massKg, attempts } = demand;
  const order = Int32Array.from(slot, (_, edge) => edge);
  const net = new Float64Array(slot.length);
  const width = attempts + 1;
  let most = 0;
  for (let lot = 0; lot < massKg.length; lot++) most = Math.max(most, lotStart[lot + 1]! - lotStart[lot]!);
  const best = new Float64Array(width);
  const isAsked = new Uint8Array(most * width);

  function sort(first: number, end: number): void {
    for (let at = first + 1; at < end; at++) {
      const edge = order[at]!;
      const worth = net[edge]!;
      let to = at;
      while (to > first && net[order[to - 1]!]! < worth) {
        order[to] = order[to - 1]!;
        to--;
      }
      order[to] = edge;
    }
  }

  /** Fills `best` and `isAsked` from the last candidate to the first, as `bestCascade` does. */
  function weigh(first: number, end: number): void {
    best.fill(0);
    for (let at = end - 1; at >= first; at--) {
      const edge = order[at]!;
      const gain = probability[edge]! * net[edge]!;
      const kept = 1 - probability[edge]!;
      for (let left = attempts; left > 0; left--) {
        const asked = gain + kept * best[left - 1]!;
        const isBetter = asked > best[left]!;
        if (isBetter) best[left] = asked;
        isAsked[(at - first) * width + left] = isBetter ? 1 : 0;
      }
    }
  }

  return (lot, price, taken) => {
    const first = lotStart[lot]!;
    let end = lotStart[lot + 1]!;
    for (let edge = first; edge < end; edge++) {
      net[edge] = utility[edge]! - massKg[lot]! * price[slot[edge]!]!;
    }
    sort(first, end);
    while (end > first && net[order[end - 1]!]! <= 0) end--;
    weigh(first, end);
    let reached = 1;
    for (let at = first, left = attempts; at < end && left > 0; at++) {
      if (isAsked[(at - first) * width + left] === 0) continue;
      const edge = order[at]!;
      taken(edge, reached * probability[edge]!);
      reached *= 1 - probability[edge]!;
      left--;
    }
    return best[attempts]!;
  };
}
