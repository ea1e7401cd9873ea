export type LoadShape = {
  /** Lots per second, > 0. */
  readonly rate: number;
  readonly seconds: number;
  /** In the middle fifth of the time the rate is this many times as high. */
  readonly burst: number;
};

/** When each lot is meant to be sent, whatever became of the ones before. */
export type OpenLoop = {
  readonly total: number;
  /** ms since the start of lot `index`, 0 <= index < total; rises with the index. */
  intendedMs(index: number): number;
};

/** Evenly spaced sending times with a burst in the middle fifth: the whole plan is fixed before the start. */
export function createOpenLoop({ rate, seconds, burst }: LoadShape): OpenLoop {
  const burstFromMs = seconds * 400;
  const burstToMs = seconds * 600;
  const beforeBurst = (rate * burstFromMs) / 1000;
  const untilBurstEnd = beforeBurst + (rate * burst * (burstToMs - burstFromMs)) / 1000;
  return {
    // Rounded: 0.4 and 0.2 of the time leave dust in the sums.
    total: Math.round(untilBurstEnd + beforeBurst),
    intendedMs(index) {
      if (index < beforeBurst) return (index / rate) * 1000;
      if (index < untilBurstEnd) return burstFromMs + ((index - beforeBurst) / (rate * burst)) * 1000;
      return burstToMs + ((index - untilBurstEnd) / rate) * 1000;
    },
  };
}
