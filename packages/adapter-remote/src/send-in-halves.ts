import { isRetryable } from '@sprk/core/shared/errors';

/**
 * Sends items together. Where the other side refuses them for good, halves them until the culprits stand alone,
 * so that one bad item does not hold up the others. Keeps the order. At most 2n calls for n items.
 * @param refused called for an item that was refused on its own.
 * @throws whatever `send` throws that may pass with a retry; items after it were not sent.
 */
export async function sendInHalves<T>(
  items: readonly T[],
  send: (part: readonly T[]) => Promise<void>,
  refused: (item: T, error: unknown) => Promise<void>,
): Promise<void> {
  const [first] = items;
  if (first === undefined) return;
  try {
    await send(items);
  } catch (error) {
    if (isRetryable(error)) throw error;
    if (items.length === 1) return await refused(first, error);
    const middle = items.length >>> 1;
    await sendInHalves(items.slice(0, middle), send, refused);
    await sendInHalves(items.slice(middle), send, refused);
  }
}
