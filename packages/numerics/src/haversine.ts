export const EARTH_RADIUS_KM = 6371;

const RADIANS_PER_DEGREE = Math.PI / 180;

/**
 * Great-circle distance of two places on a sphere of radius 6371 km (haversine formula, Sinnott 1984).
 * @param latA degrees in [-90, 90]; @param lonA degrees, any turn (190 is -170); likewise latB, lonB.
 * @returns km in [0, 20015.1], symmetric, 0 for equal coordinates, relative error about 1e-15 except
 * near antipodes (about 1e-7 km there). O(1).
 */
export function haversineKm(latA: number, lonA: number, latB: number, lonB: number): number {
  const sinLat = Math.sin(((latB - latA) * RADIANS_PER_DEGREE) / 2);
  const sinLon = Math.sin(((lonB - lonA) * RADIANS_PER_DEGREE) / 2);
  const cosines = Math.cos(latA * RADIANS_PER_DEGREE) * Math.cos(latB * RADIANS_PER_DEGREE);
  const squaredHalfChord = sinLat * sinLat + cosines * sinLon * sinLon;
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(squaredHalfChord)));
}
