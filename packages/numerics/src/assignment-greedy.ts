import type { AssignmentProblem } from './assignment.ts';

/**
 * Greedy placement by falling value, from nothing or around a given partial assignment, whichever is better.
 * @param partial slot of each offer or -1, [offers], within the capacities; not changed.
 * @returns slot of each offer or -1, and the sum of values. Ties by lower edge. O(edges log edges).
 */
export function completeGreedily(
  problem: AssignmentProblem,
  partial: Int32Array,
): { assigned: Int32Array; value: number } {
  const order = [...problem.value.keys()]
    .filter((edge) => problem.value[edge]! > 0)
    .sort((a, b) => problem.value[b]! - problem.value[a]! || a - b);
  const completed = fill(problem, order, partial);
  const fresh = fill(problem, order, new Int32Array(partial.length).fill(-1));
  return fresh.value > completed.value ? fresh : completed;
}

function fill(problem: AssignmentProblem, order: readonly number[], partial: Int32Array) {
  const { offerStart, candidate, value, capacity } = problem;
  const offerOf = new Int32Array(value.length);
  for (let offer = 0; offer < partial.length; offer++) {
    offerOf.fill(offer, offerStart[offer]!, offerStart[offer + 1]!);
  }
  const room = capacity.slice();
  for (const slot of partial) if (slot >= 0) room[slot]!--;
  const assigned = partial.slice();
  const valued = new Uint8Array(partial.length);
  let total = 0;
  for (const edge of order) {
    const offer = offerOf[edge]!;
    const slot = candidate[edge]!;
    if (valued[offer] === 1) continue;
    const isHeld = partial[offer] === slot;
    if (!isHeld && (partial[offer]! >= 0 || room[slot]! <= 0)) continue;
    if (!isHeld) room[slot]!--;
    assigned[offer] = slot;
    valued[offer] = 1;
    total += value[edge]!;
  }
  return { assigned, value: total };
}
