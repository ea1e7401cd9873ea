/** Latitude and longitude of a row, or why it has no place. */
export function placeOf(cells: Readonly<Record<string, string>>): { lat: number; lon: number } | string {
  const lat = numberCell(cells.lat);
  const lon = numberCell(cells.lon);
  if (lat === undefined || lon === undefined) return 'lat or lon is missing or not a number';
  // What failed to be geocoded ends up in the Gulf of Guinea.
  if (lat === 0 && lon === 0) return 'lat and lon are both 0: the place is not known';
  return { lat, lon };
}

/** undefined for an empty cell and for anything but a number. */
export function numberCell(cell: string | undefined): number | undefined {
  const text = cell?.trim();
  if (!text) return undefined;
  const number = Number(text);
  return Number.isFinite(number) ? number : undefined;
}

/** The parts that are not empty, joined. */
export function joined(parts: readonly (string | undefined)[], separator: string): string {
  return parts.filter((part) => part?.trim()).join(separator);
}
