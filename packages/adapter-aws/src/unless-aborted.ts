/** What the work gives, or undefined as soon as one of the signals is aborted. The work itself goes on. */
export async function unlessAborted<T>(
  work: Promise<T>,
  signals: readonly AbortSignal[],
): Promise<T | undefined> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const end = () => resolve(undefined);
  // Not AbortSignal.any: it costs memory with every call on signals that live long.
  for (const signal of signals) signal.addEventListener('abort', end, { once: true });
  if (signals.some(({ aborted }) => aborted)) end();
  try {
    return await Promise.race([promise, work]);
  } finally {
    for (const signal of signals) signal.removeEventListener('abort', end);
  }
}
