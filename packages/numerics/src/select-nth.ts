/**
 * Partial sort of points along one axis (quickselect, Hoare 1961, median of three): afterwards no point of
 * [lo, nth) lies above the one at `nth`, and none of (nth, hi) below it.
 * @param points row-major [n x 3], rows swapped in place; @param ids [n], swapped along.
 * @param axis 0, 1 or 2; lo <= nth < hi. Deterministic; expected O(hi - lo) time, O(1) space.
 */
export function selectNth(
  points: Float64Array,
  ids: Int32Array,
  axis: number,
  lo: number,
  nth: number,
  hi: number,
): void {
  let left = lo;
  let right = hi - 1;
  while (left < right) {
    const pivot = middle(
      points[left * 3 + axis]!,
      points[((left + right) >>> 1) * 3 + axis]!,
      points[right * 3 + axis]!,
    );
    const [i, j] = partition(points, ids, axis, left, right, pivot);
    if (nth <= j) right = j;
    else if (nth >= i) left = i;
    else return;
  }
}

/** Splits rows left..right; afterwards those up to j are <= pivot, those from i on >= pivot, j < i. */
function partition(
  points: Float64Array,
  ids: Int32Array,
  axis: number,
  left: number,
  right: number,
  pivot: number,
): [number, number] {
  let i = left;
  let j = right;
  while (i <= j) {
    while (points[i * 3 + axis]! < pivot) i++;
    while (points[j * 3 + axis]! > pivot) j--;
    if (i <= j) swapRows(points, ids, i++, j--);
  }
  return [i, j];
}

function middle(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}

function swapRows(points: Float64Array, ids: Int32Array, i: number, j: number): void {
  const id = ids[i]!;
  ids[i] = ids[j]!;
  ids[j] = id;
  for (let axis = 0; axis < 3; axis++) {
    const kept = points[i * 3 + axis]!;
    points[i * 3 + axis] = points[j * 3 + axis]!;
    points[j * 3 + axis] = kept;
  }
}
