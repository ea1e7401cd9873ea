import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EARTH_RADIUS_KM, haversineKm } from './haversine.ts';

const latitude = fc.double({ min: -90, max: 90, noNaN: true });
const longitude = fc.double({ min: -180, max: 180, noNaN: true });

test('measures a quarter and half of the globe', () => {
  expect(haversineKm(0, 0, 0, 90)).toBeCloseTo((EARTH_RADIUS_KM * Math.PI) / 2, 9);
  expect(haversineKm(90, 17, -90, 123)).toBeCloseTo(EARTH_RADIUS_KM * Math.PI, 9);
  expect(haversineKm(52.52, 13.405, 48.137, 11.575)).toBeCloseTo(504.4, 0); // Berlin - Munich
});

test('sees no distance across the antimeridian and at a pole', () => {
  expect(haversineKm(10, 180, 10, -180)).toBeCloseTo(0, 9);
  expect(haversineKm(10, 190, 10, -170)).toBeCloseTo(0, 9);
  expect(haversineKm(90, 0, 90, 90)).toBeCloseTo(0, 9);
});

test('equals the angle between unit vectors', () => {
  fc.assert(
    fc.property(latitude, longitude, latitude, longitude, (latA, lonA, latB, lonB) => {
      const [a, b] = [vector(latA, lonA), vector(latB, lonB)];
      const cross = Math.hypot(
        a[1]! * b[2]! - a[2]! * b[1]!,
        a[2]! * b[0]! - a[0]! * b[2]!,
        a[0]! * b[1]! - a[1]! * b[0]!,
      );
      const expected = EARTH_RADIUS_KM * Math.atan2(cross, a[0]! * b[0]! + a[1]! * b[1]! + a[2]! * b[2]!);

      const km = haversineKm(latA, lonA, latB, lonB);

      expect(Math.abs(km - expected)).toBeLessThan(km > 20_000 ? 1e-3 : 1e-8);
      expect(haversineKm(latB, lonB, latA, lonA)).toBe(km);
    }),
  );
});

function vector(lat: number, lon: number): number[] {
  const [phi, turn] = [(lat * Math.PI) / 180, (lon * Math.PI) / 180];
  return [Math.cos(phi) * Math.cos(turn), Math.cos(phi) * Math.sin(turn), Math.sin(phi)];
}
