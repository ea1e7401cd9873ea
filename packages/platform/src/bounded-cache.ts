export type BoundedCache<K, V> = {
  get(key: K): V | undefined;
  set(key: K, value: V): void;
  delete(key: K): void;
  /** Entries held at the moment, at most `maxEntries`. */
  size(): number;
};

/**
 * A map with bounded memory that keeps what is used. Two generations instead of an exact least-recently-used
 * order: a hit in the young one is one look-up and moves nothing, which is what a hot path needs.
 * @param maxEntries at least 2; at least half as many of the most recently used are kept.
 */
export function createBoundedCache<K, V>(maxEntries: number): BoundedCache<K, V> {
  const half = Math.max(1, Math.floor(maxEntries / 2));
  let young = new Map<K, V>();
  let old = new Map<K, V>();

  function set(key: K, value: V): void {
    if (young.size >= half && !young.has(key)) {
      old = young;
      young = new Map();
    }
    young.set(key, value);
  }

  return {
    set,
    get(key) {
      const recent = young.get(key);
      if (recent !== undefined) return recent;
      const value = old.get(key);
      if (value === undefined) return undefined;
      old.delete(key);
      set(key, value);
      return value;
    },
    delete(key) {
      young.delete(key);
      old.delete(key);
    },
    size: () => young.size + old.size,
  };
}
