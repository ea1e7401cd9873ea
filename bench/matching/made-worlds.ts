import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type CitySketch,
  createSeededRandom,
  demoCity,
  type MakeOptions,
  makeWorld,
  scatterRecipients,
  type World,
} from '@sprk/simulator';
import { FIXTURES } from './worlds.ts';

interface MadeWorld {
  readonly name: string;
  make(): Promise<World>;
}

/** Worlds that nothing was tuned on: other cities, seeds and loads, drift, fatigue, refusals that come together. */
export const madeWorlds: readonly MadeWorld[] = [
  berlin('made-berlin', 250, { seed: 21, lotsPerDay: 110 }),
  berlin('made-berlin-tight', 250, { seed: 22, lotsPerDay: 150, capacityFactor: 0.5 }),
  berlin('made-berlin-overload', 200, { seed: 23, lotsPerDay: 300, days: 14 }),
  berlin('made-berlin-drift', 150, { seed: 24, lotsPerDay: 60, days: 84, driftDay: 42 }),
  berlin('made-berlin-fatigue', 250, { seed: 25, lotsPerDay: 110, fatigue: 0.03 }),
  berlin('made-berlin-correlated', 250, { seed: 26, lotsPerDay: 110, correlation: 0.5 }),
  { name: 'made-demo', make: () => Promise.resolve(makeWorld(demoSketch(), { seed: 27, lotsPerDay: 40 })) },
];

function berlin(name: string, recipients: number, options: Partial<MakeOptions>): MadeWorld {
  return {
    name,
    async make() {
      const suppliers = await berlinShops();
      const random = createSeededRandom(options.seed ?? 1);
      const sketch = { name, suppliers, recipients: scatterRecipients(random, suppliers, recipients) };
      return makeWorld(sketch, options);
    },
  };
}

/** Places of the invented city; capacities and hours are drawn, as its shelters alone would take everything. */
function demoSketch(): CitySketch {
  const { suppliers, recipients } = demoCity(1);
  return {
    name: 'demo',
    suppliers,
    recipients: recipients.map(({ lat, lon, needIndex }) => ({ lat, lon, need: needIndex })),
  };
}

/** The last two columns of the extract; names with commas do not reach them. */
async function berlinShops(): Promise<{ lat: number; lon: number }[]> {
  const text = await readFile(join(FIXTURES, 'berlin_supermarkets_osm.csv'), 'utf8');
  return text
    .split('\n')
    .map((line) => line.trim().split(',').slice(-2).map(Number))
    .flatMap(([lat, lon]) => (lat && lon ? [{ lat, lon }] : []));
}
