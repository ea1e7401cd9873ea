import { EARTH_RADIUS_KM } from './haversine.ts';
import { selectNth } from './select-nth.ts';

/** Immutable spatial index of n points; `lat` and `lon` are the caller's arrays and must not change. */
export interface GeoGrid {
  readonly lat: Float64Array;
  readonly lon: Float64Array;
  /** Index of each point, [n], in the order of the cells. */
  readonly ids: Int32Array;
  /** Unit vectors in the order of the cells, row-major [n x 3]. */
  readonly points: Float64Array;
  /** Bounding box of each node, row-major [nodes x 6]: least x, y, z, greatest x, y, z. */
  readonly boxes: Float64Array;
  /** Node number of the first cell; the children of node i are 2i + 1 and 2i + 2. */
  readonly firstCell: number;
}

/** Points found, nearest first, equal distances by index. */
export interface Neighbours {
  readonly indices: Int32Array;
  readonly distancesKm: Float64Array;
}

const CELL_POINTS = 16;
const RADIANS_PER_DEGREE = Math.PI / 180;

/**
 * Grid whose cells adapt to the data: at most 16 points each, halved at the median of the widest axis.
 *
 * Points are unit vectors in space, where the straight line orders as the great circle does, so poles and
 * the antimeridian need no special case (k-d tree with tight boxes, Friedman, Bentley & Finkel 1977).
 * @param lat degrees, [n]; @param lon degrees, [n], any turn; finite, kept by reference. n may be 0.
 * @returns at most 40 B per point beside `lat` and `lon`. O(n log n) time. Throws RangeError on unequal
 * lengths or a coordinate that is not finite.
 */
export function buildGeoGrid(lat: Float64Array, lon: Float64Array): GeoGrid {
  const count = lat.length;
  if (lon.length !== count) throw new RangeError(`${count} latitudes, ${lon.length} longitudes`);
  const points = new Float64Array(count * 3);
  for (let i = 0; i < count; i++) {
    if (!(Number.isFinite(lat[i]!) && Number.isFinite(lon[i]!))) {
      throw new RangeError(`point ${i} is at ${lat[i]}, ${lon[i]}`);
    }
    points.set(unitVector(lat[i]!, lon[i]!), i * 3);
  }
  let cells = 1;
  while (cells * CELL_POINTS < count) cells *= 2;
  const grid = {
    lat,
    lon,
    ids: Int32Array.from({ length: count }, (_, i) => i),
    points,
    boxes: new Float64Array((2 * cells - 1) * 6),
    firstCell: cells - 1,
  };
  if (count > 0) divide(grid, 0, 0, count);
  return grid;
}

/**
 * Unit vector of a place: x to (0, 0), y to (0, 90 E), z to the north pole.
 * @param lat degrees; @param lon degrees. O(1).
 */
export function unitVector(lat: number, lon: number): [number, number, number] {
  const cosLat = Math.cos(lat * RADIANS_PER_DEGREE);
  const turn = lon * RADIANS_PER_DEGREE;
  return [cosLat * Math.cos(turn), cosLat * Math.sin(turn), Math.sin(lat * RADIANS_PER_DEGREE)];
}

/**
 * Square of the straight line between two points of the unit sphere `km` apart along the surface, with a
 * slack of some micrometres, so that no point at exactly that distance is lost to rounding.
 * @param km >= 0; from half the circumference on, all points are inside. O(1).
 */
export function squaredChord(km: number): number {
  const angle = Math.min(km / EARTH_RADIUS_KM, Math.PI);
  return (2 * Math.sin(angle / 2) + 1e-12) ** 2;
}

/**
 * Surface distance of two points of the unit sphere from the square of the straight line between them.
 * @param squared in [0, 4]. @returns km, within 1e-8 km of `haversineKm` (near antipodes 1e-4). O(1).
 */
export function kmOfSquaredChord(squared: number): number {
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(squared) / 2));
}

/**
 * Square of the distance from a point to a box, 0 inside.
 * @param boxes as in `GeoGrid`; @param at position of the box's first number. O(1).
 */
export function boxDistance(boxes: Float64Array, at: number, x: number, y: number, z: number): number {
  const dx = gap(x, boxes[at]!, boxes[at + 3]!);
  const dy = gap(y, boxes[at + 1]!, boxes[at + 4]!);
  const dz = gap(z, boxes[at + 2]!, boxes[at + 5]!);
  return dx * dx + dy * dy + dz * dz;
}

function gap(value: number, least: number, greatest: number): number {
  if (value < least) return least - value;
  return value > greatest ? value - greatest : 0;
}

function divide(grid: GeoGrid, node: number, lo: number, hi: number): void {
  const box = grid.boxes
    .subarray(node * 6, node * 6 + 6)
    .fill(Infinity, 0, 3)
    .fill(-Infinity, 3);
  for (let i = lo * 3; i < hi * 3; i += 3) {
    for (let axis = 0; axis < 3; axis++) {
      box[axis] = Math.min(box[axis]!, grid.points[i + axis]!);
      box[axis + 3] = Math.max(box[axis + 3]!, grid.points[i + axis]!);
    }
  }
  if (node >= grid.firstCell) return;
  const widths = [box[3]! - box[0]!, box[4]! - box[1]!, box[5]! - box[2]!];
  const middle = (lo + hi) >>> 1;
  selectNth(grid.points, grid.ids, widths.indexOf(Math.max(...widths)), lo, middle, hi);
  divide(grid, 2 * node + 1, lo, middle);
  divide(grid, 2 * node + 2, middle, hi);
}
