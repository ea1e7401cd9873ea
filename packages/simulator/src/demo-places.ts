/** A district of Berlin: the rough middle, a radius to scatter in, and a modelled need (mean about 1). */
export type District = {
  readonly name: string;
  readonly lat: number;
  readonly lon: number;
  readonly radiusKm: number;
  readonly need: number;
};

/** The middles are read off a map and rounded; the need is invented for the demonstration. */
export const DISTRICTS: readonly District[] = [
  { name: 'Mitte', lat: 52.521, lon: 13.402, radiusKm: 1.2, need: 0.9 },
  { name: 'Wedding', lat: 52.55, lon: 13.358, radiusKm: 1.4, need: 1.6 },
  { name: 'Moabit', lat: 52.53, lon: 13.337, radiusKm: 1, need: 1.3 },
  { name: 'Prenzlauer Berg', lat: 52.54, lon: 13.424, radiusKm: 1.3, need: 0.6 },
  { name: 'Friedrichshain', lat: 52.515, lon: 13.453, radiusKm: 1.2, need: 0.9 },
  { name: 'Kreuzberg', lat: 52.498, lon: 13.405, radiusKm: 1.3, need: 1.2 },
  { name: 'Neukölln', lat: 52.478, lon: 13.437, radiusKm: 1.5, need: 1.7 },
  { name: 'Schöneberg', lat: 52.483, lon: 13.352, radiusKm: 1.1, need: 0.9 },
  { name: 'Charlottenburg', lat: 52.514, lon: 13.304, radiusKm: 1.4, need: 0.8 },
  { name: 'Wilmersdorf', lat: 52.487, lon: 13.319, radiusKm: 1.2, need: 0.6 },
  { name: 'Tempelhof', lat: 52.462, lon: 13.385, radiusKm: 1.3, need: 1 },
  { name: 'Steglitz', lat: 52.456, lon: 13.326, radiusKm: 1.3, need: 0.7 },
  { name: 'Lichtenberg', lat: 52.514, lon: 13.499, radiusKm: 1.4, need: 1.2 },
  { name: 'Weißensee', lat: 52.554, lon: 13.464, radiusKm: 1.1, need: 1 },
  { name: 'Pankow', lat: 52.569, lon: 13.402, radiusKm: 1.3, need: 0.7 },
  { name: 'Reinickendorf', lat: 52.573, lon: 13.345, radiusKm: 1.3, need: 1.3 },
  { name: 'Treptow', lat: 52.488, lon: 13.466, radiusKm: 1.1, need: 1 },
  { name: 'Britz', lat: 52.449, lon: 13.436, radiusKm: 1.2, need: 1.3 },
  { name: 'Spandau', lat: 52.535, lon: 13.202, radiusKm: 1.2, need: 1.5 },
  { name: 'Marzahn', lat: 52.543, lon: 13.557, radiusKm: 1.4, need: 1.6 },
];

/** Words that streets, houses and shops of the demo are called after; every name made of them is invented. */
export const NAME_WORDS = [
  'Ahorn',
  'Birken',
  'Linden',
  'Kastanien',
  'Erlen',
  'Eschen',
  'Ulmen',
  'Weiden',
  'Buchen',
  'Eichen',
  'Holunder',
  'Hasel',
  'Amsel',
  'Kranich',
  'Storchen',
  'Spatzen',
  'Lerchen',
  'Schwalben',
  'Igel',
  'Fuchs',
] as const;
