import {
  boxDistance,
  type GeoGrid,
  kmOfSquaredChord,
  type Neighbours,
  squaredChord,
  unitVector,
} from './geo-grid.ts';
import { NearestHeap } from './nearest-heap.ts';

interface Search {
  readonly grid: GeoGrid;
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly found: NearestHeap;
  readonly accept: ((index: number) => boolean) | undefined;
}

/**
 * The k points nearest to a place along the great circle, exact, under a filter and a radius.
 * @param lat degrees; @param lon degrees, any turn. @param k integer >= 0.
 * @param maxKm >= 0, Infinity = no limit; the boundary counts as inside, with a slack of some micrometres.
 * @param accept called at most once per point, only for points that would enter the result as known so
 * far; must be pure.
 * @returns at most k points, nearest first, equal coordinates by index; distances within 1e-8 km of
 * `haversineKm`. The order of different places closer than that in distance is unspecified.
 * About O(k log k + log n) time on clustered points, O(k) space.
 */
export function nearest(
  grid: GeoGrid,
  lat: number,
  lon: number,
  k: number,
  maxKm: number,
  accept?: (index: number) => boolean,
): Neighbours {
  const count = grid.ids.length;
  const [x, y, z] = unitVector(lat, lon);
  const limit = maxKm >= 0 ? squaredChord(maxKm) : -1;
  const found = new NearestHeap(Math.max(0, Math.min(Math.floor(k), count)), limit);
  const search: Search = { grid, x, y, z, found, accept };
  if (boxDistance(grid.boxes, 0, x, y, z) <= found.limit) visit(search, 0, 0, count);
  const { ids, distances } = found.sorted();
  for (let i = 0; i < distances.length; i++) distances[i] = kmOfSquaredChord(distances[i]!);
  return { indices: ids, distancesKm: distances };
}

function visit(search: Search, node: number, lo: number, hi: number): void {
  const { grid, x, y, z, found } = search;
  if (node >= grid.firstCell) {
    scan(search, lo, hi);
    return;
  }
  const left = 2 * node + 1;
  const middle = (lo + hi) >>> 1;
  const toLeft = boxDistance(grid.boxes, left * 6, x, y, z);
  const toRight = boxDistance(grid.boxes, left * 6 + 6, x, y, z);
  const isLeftFirst = toLeft <= toRight;
  if (isLeftFirst && toLeft <= found.limit) visit(search, left, lo, middle);
  if (toRight <= found.limit) visit(search, left + 1, middle, hi);
  if (!isLeftFirst && toLeft <= found.limit) visit(search, left, lo, middle);
}

function scan({ grid, x, y, z, found, accept }: Search, lo: number, hi: number): void {
  const { points, ids } = grid;
  for (let i = lo; i < hi; i++) {
    const dx = points[i * 3]! - x;
    const dy = points[i * 3 + 1]! - y;
    const dz = points[i * 3 + 2]! - z;
    const square = dx * dx + dy * dy + dz * dz;
    if (square > found.limit) continue;
    const id = ids[i]!;
    if (found.takes(square, id) && (accept === undefined || accept(id))) found.add(square, id);
  }
}
