import { type GeoGrid, kmOfSquaredChord, type Neighbours, squaredChord, unitVector } from './geo-grid.ts';

interface Found {
  readonly index: number;
  readonly squared: number;
}

/**
 * All points within a great-circle radius of a place, exact.
 * @param lat degrees; @param lon degrees, any turn. @param maxKm >= 0; the boundary counts as inside, with a
 * slack of some micrometres.
 * @returns nearest first, equal distances by index; distances within 1e-8 km of `haversineKm`.
 * O(m log m + log n) for m points found.
 */
export function within(grid: GeoGrid, lat: number, lon: number, maxKm: number): Neighbours {
  const found: Found[] = [];
  if (maxKm >= 0 && grid.ids.length > 0) {
    collect(grid, unitVector(lat, lon), squaredChord(maxKm), 0, 0, grid.ids.length, found);
  }
  found.sort((a, b) => a.squared - b.squared || a.index - b.index);
  return {
    indices: Int32Array.from(found, (point) => point.index),
    distancesKm: Float64Array.from(found, (point) => kmOfSquaredChord(point.squared)),
  };
}

function collect(
  grid: GeoGrid,
  from: readonly [number, number, number],
  limit: number,
  node: number,
  lo: number,
  hi: number,
  found: Found[],
): void {
  if (boxDistance(grid.boxes, node, from) > limit) return;
  if (node < grid.firstCell) {
    const middle = (lo + hi) >>> 1;
    collect(grid, from, limit, 2 * node + 1, lo, middle, found);
    collect(grid, from, limit, 2 * node + 2, middle, hi, found);
    return;
  }
  for (let i = lo; i < hi; i++) {
    const dx = grid.points[i * 3]! - from[0];
    const dy = grid.points[i * 3 + 1]! - from[1];
    const dz = grid.points[i * 3 + 2]! - from[2];
    const squared = dx * dx + dy * dy + dz * dz;
    if (squared <= limit) found.push({ index: grid.ids[i]!, squared });
  }
}

function boxDistance(boxes: Float64Array, node: number, from: readonly [number, number, number]): number {
  let squared = 0;
  for (let axis = 0; axis < 3; axis++) {
    const at = from[axis]!;
    const gap = Math.max(boxes[node * 6 + axis]! - at, at - boxes[node * 6 + axis + 3]!, 0);
    squared += gap * gap;
  }
  return squared;
}
