import { sortPairs } from './sort-pairs.ts';

/**
 * The k least of a stream of (distance, id) pairs, equal distances by lower id: a binary max-heap that is
 * only ordered once it is full. `add` is O(log k), `sorted` O(k log k), space O(k).
 */
export class NearestHeap {
  /** A pair farther than this cannot enter. */
  limit: number;
  private size = 0;
  private readonly distances: Float64Array;
  private readonly ids: Int32Array;

  /** @param capacity k, an integer >= 0; @param limit farthest distance that may enter at all. */
  constructor(capacity: number, limit: number) {
    this.limit = capacity > 0 ? limit : -1;
    this.distances = new Float64Array(capacity);
    this.ids = new Int32Array(capacity);
  }

  /** Whether `add` would keep the pair. */
  takes(distance: number, id: number): boolean {
    if (distance > this.limit) return false;
    return this.size < this.ids.length || distance < this.distances[0]! || id < this.ids[0]!;
  }

  /** Keeps a pair that `takes` accepts, dropping the farthest once k are held. */
  add(distance: number, id: number): void {
    const capacity = this.ids.length;
    if (this.size === capacity) {
      this.sink(0, capacity, distance, id);
    } else {
      this.distances[this.size] = distance;
      this.ids[this.size++] = id;
      if (this.size < capacity) return;
      this.heapify();
    }
    this.limit = this.distances[0]!;
  }

  /** The pairs, nearest first; ends the use of this heap. */
  sorted(): { ids: Int32Array; distances: Float64Array } {
    const { size, ids, distances } = this;
    sortPairs(distances, ids, 0, size);
    if (size === ids.length) return { ids, distances };
    return { ids: ids.subarray(0, size), distances: distances.subarray(0, size) };
  }

  private heapify(): void {
    for (let i = (this.size >>> 1) - 1; i >= 0; i--) {
      this.sink(i, this.size, this.distances[i]!, this.ids[i]!);
    }
  }

  private sink(start: number, size: number, distance: number, id: number): void {
    const { distances, ids } = this;
    let at = start;
    for (let child = 2 * at + 1; child < size; child = 2 * at + 1) {
      const right = child + 1;
      if (right < size && isFarther(distances[right]!, ids[right]!, distances[child]!, ids[child]!))
        child = right;
      if (!isFarther(distances[child]!, ids[child]!, distance, id)) break;
      distances[at] = distances[child]!;
      ids[at] = ids[child]!;
      at = child;
    }
    distances[at] = distance;
    ids[at] = id;
  }
}

function isFarther(distance: number, id: number, otherDistance: number, otherId: number): boolean {
  return distance > otherDistance || (distance === otherDistance && id > otherId);
}
