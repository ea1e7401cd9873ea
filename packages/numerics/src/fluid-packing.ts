import type { FluidProblem } from './fluid-problem.ts';

/**
 * Value of a feasible packing near given shares: slots that are too full are scaled down, then lots with a
 * rest fill what room is left, most valuable edge first.
 * @param share [edges], within lots and limits; not changed. O(edges * edges used per lot).
 */
export function packedValue(problem: FluidProblem, share: Float64Array): number {
  const { lotStart, massKg } = problem;
  const packed = share.slice();
  const room = scaleDown(problem, packed);
  let total = 0;
  for (let lot = 0; lot < massKg.length; lot++) {
    let left = 1;
    for (let edge = lotStart[lot]!; edge < lotStart[lot + 1]!; edge++) left -= packed[edge]!;
    fillRoom(problem, lot, left, packed, room);
    for (let edge = lotStart[lot]!; edge < lotStart[lot + 1]!; edge++) {
      total += packed[edge]! * problem.value[edge]!;
    }
  }
  return total;
}

/** Scales shares down where a slot is too full; returns the room left in each slot, kg. */
function scaleDown(
  { lotStart, candidate, massKg, capacityKg }: FluidProblem,
  packed: Float64Array,
): Float64Array {
  const useKg = new Float64Array(capacityKg.length);
  for (let lot = 0; lot < massKg.length; lot++) {
    for (let edge = lotStart[lot]!; edge < lotStart[lot + 1]!; edge++) {
      useKg[candidate[edge]!]! += massKg[lot]! * packed[edge]!;
    }
  }
  for (let edge = 0; edge < packed.length; edge++) {
    const slot = candidate[edge]!;
    if (useKg[slot]! > capacityKg[slot]!) packed[edge]! *= capacityKg[slot]! / useKg[slot]!;
  }
  return useKg.map((use, slot) => Math.max(0, capacityKg[slot]! - use));
}

function fillRoom(
  { lotStart, candidate, value, massKg, limit }: FluidProblem,
  lot: number,
  rest: number,
  packed: Float64Array,
  room: Float64Array,
): void {
  const mass = massKg[lot]!;
  let left = rest;
  while (left > 1e-9) {
    let chosen = -1;
    let most = 0;
    let part = 0;
    for (let edge = lotStart[lot]!; edge < lotStart[lot + 1]!; edge++) {
      if (value[edge]! <= most) continue;
      const free = Math.min(
        left,
        (limit?.[edge] ?? 1) - packed[edge]!,
        mass > 0 ? room[candidate[edge]!]! / mass : 1,
      );
      if (free <= 1e-9) continue;
      chosen = edge;
      most = value[edge]!;
      part = free;
    }
    if (chosen < 0) return;
    packed[chosen]! += part;
    room[candidate[chosen]!]! -= part * mass;
    left -= part;
  }
}
