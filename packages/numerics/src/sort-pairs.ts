const FEW = 16;

/**
 * Sorts (distance, id) pairs in place by distance, equal distances by id (quicksort, insertion sort for parts
 * of up to 16; Sedgewick 1978).
 * @param distances [n], not NaN; @param ids [n], swapped along; only [from, to) is touched.
 * Expected O(m log m) time for m pairs, O(log m) space. Deterministic.
 */
export function sortPairs(distances: Float64Array, ids: Int32Array, from: number, to: number): void {
  let lo = from;
  let hi = to;
  while (hi - lo > FEW) {
    const pivot = distances[(lo + hi) >>> 1]!;
    const pivotId = ids[(lo + hi) >>> 1]!;
    let i = lo;
    let j = hi - 1;
    while (i <= j) {
      while (isBefore(distances[i]!, ids[i]!, pivot, pivotId)) i++;
      while (isBefore(pivot, pivotId, distances[j]!, ids[j]!)) j--;
      if (i <= j) swapPair(distances, ids, i++, j--);
    }
    if (j - lo < hi - i) {
      sortPairs(distances, ids, lo, j + 1);
      lo = i;
    } else {
      sortPairs(distances, ids, i, hi);
      hi = j + 1;
    }
  }
  insertionSort(distances, ids, lo, hi);
}

function isBefore(distance: number, id: number, otherDistance: number, otherId: number): boolean {
  return distance < otherDistance || (distance === otherDistance && id < otherId);
}

function swapPair(distances: Float64Array, ids: Int32Array, i: number, j: number): void {
  const distance = distances[i]!;
  distances[i] = distances[j]!;
  distances[j] = distance;
  const id = ids[i]!;
  ids[i] = ids[j]!;
  ids[j] = id;
}

function insertionSort(distances: Float64Array, ids: Int32Array, lo: number, hi: number): void {
  for (let i = lo + 1; i < hi; i++) {
    const distance = distances[i]!;
    const id = ids[i]!;
    let at = i;
    while (at > lo && isBefore(distance, id, distances[at - 1]!, ids[at - 1]!)) {
      distances[at] = distances[at - 1]!;
      ids[at] = ids[at - 1]!;
      at--;
    }
    distances[at] = distance;
    ids[at] = id;
  }
}
