import { haversineKm } from '@sprk/numerics';
import type { CsvFile } from './open-csv.ts';

/** Need by neighbourhood: the score of the nearest centre. Rows without numbers are left out. */
export async function readNycNeed({ rows }: CsvFile) {
  const areas: { lat: number; lon: number; score: number }[] = [];
  for await (const row of rows) {
    if ('problem' in row) continue;
    const [lat, lon, score] = [row.cells.lat, row.cells.lon, row.cells.weighted_score].map((cell) =>
      cell ? Number(cell) : Number.NaN,
    ) as [number, number, number];
    if (Number.isFinite(lat + lon) && score >= 0) areas.push({ lat, lon, score });
  }

  return (lat: number, lon: number): number | undefined => {
    let nearest: { km: number; score: number } | undefined;
    for (const area of areas) {
      const km = haversineKm(lat, lon, area.lat, area.lon);
      if (!nearest || km < nearest.km) nearest = { km, score: area.score };
    }
    return nearest?.score;
  };
}
