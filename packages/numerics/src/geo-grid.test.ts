import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normal, seededRandom } from './_util.ts';
import { buildGeoGrid, kmOfSquaredChord, squaredChord } from './geo-grid.ts';
import { nearest } from './geo-nearest.ts';
import { within } from './geo-within.ts';
import { haversineKm } from './haversine.ts';

type Place = readonly [lat: number, lon: number];

// Whole millionths of a degree (0.1 m): closer places are equal up to rounding and may come in any order.
const latitude = fc.integer({ min: -90e6, max: 90e6 }).map((micro) => micro / 1e6);
const longitude = fc.integer({ min: -180e6, max: 180e6 }).map((micro) => micro / 1e6);

function gridOf(places: readonly Place[]) {
  return buildGeoGrid(
    Float64Array.from(places, (place) => place[0]),
    Float64Array.from(places, (place) => place[1]),
  );
}

function byDistance(places: readonly Place[], [lat, lon]: Place, maxKm: number) {
  return places
    .map((place, index) => ({ index, km: haversineKm(lat, lon, place[0], place[1]) }))
    .filter(({ km }) => km <= maxKm + 1e-6)
    .sort((a, b) => a.km - b.km || a.index - b.index);
}

const place: fc.Arbitrary<Place> = fc.oneof(
  fc.tuple(latitude, longitude),
  fc.tuple(fc.constantFrom(-90, -89.999, 0, 89.999, 90), fc.constantFrom(-180, -179.99, 0, 90, 179.99, 180)),
  fc.tuple(fc.integer({ min: 50, max: 53 }), fc.integer({ min: 8, max: 11 })),
);
const radius = fc.oneof(fc.constantFrom(0, 100, Infinity), fc.double({ min: 0, max: 21_000, noNaN: true }));

test('finds nothing in an empty grid, for k = 0 and for no radius', () => {
  const nothing = { indices: new Int32Array(0), distancesKm: new Float64Array(0) };

  expect(nearest(gridOf([]), 50, 8, 5, 100)).toEqual(nothing);
  expect(within(gridOf([]), 50, 8, 100)).toEqual(nothing);
  expect(nearest(gridOf([[50, 8]]), 50, 8, 0, 100)).toEqual(nothing);
  expect(nearest(gridOf([[50, 8]]), 50, 8, 1, -1)).toEqual(nothing);
  expect(within(gridOf([[50, 8]]), 50, 8, Number.NaN)).toEqual(nothing);
});

test('finds a single point and duplicates by index', () => {
  const places: Place[] = Array(40).fill([50, 8]);

  expect([...nearest(gridOf([[50, 8]]), 50, 8, 9, 0).indices]).toEqual([0]);
  expect([...nearest(gridOf(places), 50, 8, 3, 1).indices]).toEqual([0, 1, 2]);
  expect([...within(gridOf(places), 50, 8, 0).indices]).toEqual(places.map((_, i) => i));
});

test('looks across the antimeridian and the pole', () => {
  const grid = buildGeoGrid(Float64Array.of(0, 0, 89.9, 89.9, 0), Float64Array.of(179.9, -179.9, 0, 180, 0));

  expect([...nearest(grid, 0, -179.95, 2, 100).indices]).toEqual([1, 0]);
  expect([...within(grid, 89.95, 180, 100).indices]).toEqual([3, 2]);
  expect([...nearest(grid, 0, 539.9, 1, 100).indices]).toEqual([0]);
});

test('asks the filter at most once per point', () => {
  const random = seededRandom(4);
  const grid = gridOf(Array.from({ length: 500 }, () => [50 + random(), 8 + random()] as const));
  const asked: number[] = [];

  const { indices } = nearest(grid, 50.5, 8.5, 5, 500, (index) => {
    asked.push(index);
    return index % 100 === 7;
  });

  expect([...indices].sort((a, b) => a - b)).toEqual([7, 107, 207, 307, 407]);
  expect(new Set(asked).size).toBe(asked.length);
});

test('rejects unequal lengths and places that are not finite', () => {
  expect(() => buildGeoGrid(new Float64Array(1), new Float64Array(2))).toThrow(RangeError);
  expect(() => gridOf([[Number.NaN, 0]])).toThrow(RangeError);
  expect(() => gridOf([[0, Infinity]])).toThrow(RangeError);
});

test('stays within 40 bytes per point', () => {
  for (const count of [100, 1025, 4096, 4097]) {
    const { ids, points, boxes } = gridOf(
      Array.from({ length: count }, (_, i) => [i % 90, i % 180] as const),
    );

    expect((ids.byteLength + points.byteLength + boxes.byteLength) / count).toBeLessThanOrEqual(40);
  }
});

test('turns km into a chord and back', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 19_000, noNaN: true }), (km) => {
      expect(kmOfSquaredChord(squaredChord(km))).toBeCloseTo(km, 4);
    }),
  );
});

test('equals brute force over all points under a filter and a radius', () => {
  const filter = fc.integer({ min: 1, max: 4 });
  fc.assert(
    fc.property(
      fc.array(place, { maxLength: 120 }),
      place,
      fc.integer({ min: 1, max: 12 }),
      radius,
      filter,
      (places, from, k, maxKm, modulus) => {
        const grid = gridOf(places);
        const accepted = byDistance(places, from, maxKm).filter(({ index }) => index % modulus === 0);

        const found = nearest(grid, from[0], from[1], k, maxKm, (index) => index % modulus === 0);
        const all = within(grid, from[0], from[1], maxKm);

        expect(found.indices.length).toBe(Math.min(k, accepted.length));
        found.indices.forEach((index, i) => {
          expect(index % modulus).toBe(0);
          expect(Math.abs(found.distancesKm[i]! - accepted[i]!.km)).toBeLessThan(1e-3);
          expect(Math.abs(haversineKm(...from, ...places[index]!) - accepted[i]!.km)).toBeLessThan(1e-3);
        });
        expect(new Set(found.indices).size).toBe(found.indices.length);
        expect(all.indices.length).toBe(byDistance(places, from, maxKm).length);
      },
    ),
    { numRuns: 300 },
  );
});

test('gives the indices of brute force on clustered places', () => {
  const random = seededRandom(6);
  const places = Array.from({ length: 3000 }, (_, i): Place => {
    const town = i % 11;
    return [48 + town * 0.5 + normal(random) * 0.1, 6 + ((town * 7) % 11) + normal(random) * 0.1];
  });
  const grid = gridOf(places);

  for (let query = 0; query < 60; query++) {
    const from: Place = [47 + 8 * random(), 5 + 13 * random()];
    const expected = byDistance(places, from, 250).map(({ index }) => index);

    expect([...nearest(grid, from[0], from[1], 40, 250).indices]).toEqual(expected.slice(0, 40));
    expect([...within(grid, from[0], from[1], 250).indices]).toEqual(expected);
  }
});
