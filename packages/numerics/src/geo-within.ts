import {
  boxDistance,
  type GeoGrid,
  kmOfSquaredChord,
  type Neighbours,
  squaredChord,
  unitVector,
} from './geo-grid.ts';
import { sortPairs } from './sort-pairs.ts';

interface Collection {
  readonly grid: GeoGrid;
  readonly x: number;
  readonly y: number;
  readonly z: number;
  /** Square of the radius as a chord. */
  readonly limit: number;
  readonly squares: number[];
  readonly ids: number[];
}

/**
 * All points within a great-circle radius of a place, exact.
 * @param lat degrees; @param lon degrees, any turn. @param maxKm >= 0; the boundary counts as inside, with a
 * slack of some micrometres.
 * @returns nearest first, equal distances by index; distances within 1e-8 km of `haversineKm`.
 * O(m log m + log n) for m points found.
 */
export function within(grid: GeoGrid, lat: number, lon: number, maxKm: number): Neighbours {
  const [x, y, z] = unitVector(lat, lon);
  const limit = maxKm >= 0 ? squaredChord(maxKm) : -1;
  const collection: Collection = { grid, x, y, z, limit, squares: [], ids: [] };
  collect(collection, 0, 0, grid.ids.length);
  const indices = Int32Array.from(collection.ids);
  const distancesKm = Float64Array.from(collection.squares);
  sortPairs(distancesKm, indices, 0, indices.length);
  for (let i = 0; i < distancesKm.length; i++) distancesKm[i] = kmOfSquaredChord(distancesKm[i]!);
  return { indices, distancesKm };
}

function collect(collection: Collection, node: number, lo: number, hi: number): void {
  const { grid, x, y, z, limit, squares, ids } = collection;
  if (boxDistance(grid.boxes, node * 6, x, y, z) > limit) return;
  if (node < grid.firstCell) {
    const middle = (lo + hi) >>> 1;
    collect(collection, 2 * node + 1, lo, middle);
    collect(collection, 2 * node + 2, middle, hi);
    return;
  }
  const { points } = grid;
  for (let i = lo; i < hi; i++) {
    const dx = points[i * 3]! - x;
    const dy = points[i * 3 + 1]! - y;
    const dz = points[i * 3 + 2]! - z;
    const square = dx * dx + dy * dy + dz * dz;
    if (square > limit) continue;
    squares.push(square);
    ids.push(grid.ids[i]!);
  }
}
