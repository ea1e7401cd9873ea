import { expect, test } from 'vitest';
import { arrivalIntensity, drawArrivals } from './arrival-shape.ts';
import { createSeededRandom } from './seeded-random.ts';

const TUESDAY = Date.parse('2026-11-23T23:00:00Z'); // midnight in Berlin
const HOUR_MS = 3_600_000;
const timeZone = 'Europe/Berlin';

test('peaks in the morning and in the evening of a working day, local time', () => {
  const byHour = Array.from({ length: 24 }, (_, hour) =>
    arrivalIntensity(TUESDAY + hour * HOUR_MS, timeZone),
  );
  const peaks = byHour.flatMap((level, hour) =>
    level > (byHour[hour - 1] ?? 0) && level > (byHour[hour + 1] ?? 0) && level > 2 ? [hour] : [],
  );

  expect(peaks).toEqual([8, 17]);
  expect(byHour.reduce((sum, level) => sum + level, 0) / 24).toBeCloseTo(1, 2);
});

test('draws about as many arrivals as asked for, in order, with that shape', () => {
  const options = { perDay: 5000, timeZone, from: TUESDAY, to: TUESDAY + 24 * HOUR_MS };

  const arrivals = [...drawArrivals(createSeededRandom(7), options)];

  // Five standard deviations of a Poisson count of 5000.
  expect(Math.abs(arrivals.length - 5000)).toBeLessThan(354);
  expect(arrivals).toEqual(arrivals.toSorted((a, b) => a - b));
  const inHour = (hour: number) =>
    arrivals.filter((at) => Math.floor((at - TUESDAY) / HOUR_MS) === hour).length;
  expect(inHour(17) / inHour(11)).toBeGreaterThan(2.5);
  expect([...drawArrivals(createSeededRandom(7), options)]).toEqual(arrivals);
});

test('has one broad peak at the weekend', () => {
  const saturdayNoon = Date.parse('2026-11-28T12:00:00Z');

  expect(arrivalIntensity(saturdayNoon, timeZone)).toBeGreaterThan(
    arrivalIntensity(saturdayNoon - 5 * HOUR_MS, timeZone) * 3,
  );
});
