import { localDate, localMinute, type Random, weekdayOf } from '@sprk/core';

/**
 * Arrivals by hour of the day relative to the mean hour of a working day: two peaks, the morning delivery (8
 * h, 2.48) and the evening closing (17 h, 2.74).
 *
 * Means of the UCI Bike Sharing counts (Fanaee-T & Gama 2013, 17 379 hours of 2011 and 2012): working days
 * (4 609 a day) and other days (4 337 a day, one broad peak at 13 h). A measured two-peak shape, not food
 * data.
 */
export const ARRIVALS_BY_HOUR = {
  workday: [
    0.192, 0.086, 0.045, 0.026, 0.028, 0.13, 0.534, 1.513, 2.484, 1.258, 0.705, 0.824, 1.046, 1.033, 0.956,
    1.048, 1.526, 2.735, 2.563, 1.814, 1.3, 0.97, 0.721, 0.462,
  ],
  weekend: [
    0.472, 0.362, 0.277, 0.135, 0.043, 0.045, 0.098, 0.226, 0.55, 0.894, 1.333, 1.642, 1.907, 1.941, 1.899,
    1.869, 1.837, 1.684, 1.463, 1.206, 0.91, 0.74, 0.604, 0.448,
  ],
} as const;

const HOUR_MS = 3_600_000;
const PEAK = Math.max(...ARRIVALS_BY_HOUR.workday);

/** Arrivals at a moment (ms since the epoch) relative to the mean hour of a working day. */
export function arrivalIntensity(at: number, timeZone: string): number {
  const isWeekend = weekdayOf(localDate(at, timeZone)) >= 5;
  const byHour = isWeekend ? ARRIVALS_BY_HOUR.weekend : ARRIVALS_BY_HOUR.workday;
  return byHour[Math.floor(localMinute(at, timeZone) / 60)] ?? 0;
}

export type ArrivalOptions = {
  /** Mean number on a working day. */
  readonly perDay: number;
  readonly timeZone: string;
  /** ms since the epoch, [from, to). */
  readonly from: number;
  readonly to: number;
};

/**
 * Moments of arrival (ms, ascending): a Poisson process with the intensity above, by thinning (Lewis &
 * Shedler 1979).
 */
export function* drawArrivals(random: Random, options: ArrivalOptions): Generator<number> {
  const meanGapMs = (24 * HOUR_MS) / (options.perDay * PEAK);
  let at = options.from;
  for (;;) {
    at -= Math.log(1 - random.next()) * meanGapMs;
    if (at >= options.to) return;
    if (random.next() * PEAK < arrivalIntensity(at, options.timeZone)) yield Math.floor(at);
  }
}
