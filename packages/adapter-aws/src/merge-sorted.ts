/** Merges sorted streams into one. Reads all of them up to their first element at once, then one at a time. */
export async function* mergeSorted<T>(
  sources: readonly AsyncIterator<T, unknown>[],
  isBefore: (a: T, b: T) => boolean,
): AsyncGenerator<T> {
  const heads = await Promise.all(sources.map((source) => source.next()));
  for (;;) {
    let first: number | undefined;
    for (const [index, head] of heads.entries()) {
      if (head.done) continue;
      if (first === undefined || isBefore(head.value, (heads[first] as IteratorYieldResult<T>).value))
        first = index;
    }
    if (first === undefined) return;
    yield (heads[first] as IteratorYieldResult<T>).value;
    heads[first] = await (sources[first] as AsyncIterator<T, unknown>).next();
  }
}
