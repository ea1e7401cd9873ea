export type EventLoopDelay = Disposable & {
  /** Mean delay, in ms, that a request arriving at any moment since the last call met; 0 when the loop is free. */
  readMs(): number;
};

const INTERVAL_MS = 20;

/**
 * Own, because `monitorEventLoopDelay` drops the first turn after each reset, so that it sees nothing when every
 * turn is longer than a sample; and its percentiles count turns, so that one long turn among many short ones
 * does not show. Here turns weigh by their length.
 */
export function createEventLoopDelay(): EventLoopDelay {
  let lastAtMs = performance.now();
  let sumMs = 0;
  let sumOfSquares = 0;

  const tick = () => {
    const nowMs = performance.now();
    const turnMs = nowMs - lastAtMs;
    sumMs += turnMs;
    sumOfSquares += turnMs * turnMs;
    lastAtMs = nowMs;
  };
  const timer = setInterval(tick, INTERVAL_MS).unref();

  return {
    readMs() {
      // The turn in progress counts too, but only as far as it is already too long.
      const openMs = Math.max(0, performance.now() - lastAtMs - INTERVAL_MS);
      const total = sumMs + openMs;
      const delayMs = total === 0 ? 0 : (sumOfSquares + openMs * openMs) / total - INTERVAL_MS;
      sumMs = 0;
      sumOfSquares = 0;
      return Math.max(0, delayMs);
    },
    [Symbol.dispose]: () => clearInterval(timer),
  };
}
