/** A list in pieces, in its order, each of at most `maxCount` things and, unless it is one thing, `maxBytes`. */
export function sizedChunks<T>(
  list: readonly T[],
  { maxCount, maxBytes }: { readonly maxCount: number; readonly maxBytes: number },
  bytesOf: (thing: T) => number,
): readonly (readonly T[])[] {
  const pieces: T[][] = [];
  let bytes = 0;
  for (const thing of list) {
    const piece = pieces.at(-1);
    bytes += bytesOf(thing);
    if (piece && piece.length < maxCount && bytes <= maxBytes) {
      piece.push(thing);
    } else {
      pieces.push([thing]);
      bytes = bytesOf(thing);
    }
  }
  return pieces;
}
