import { createSeededRandom } from '../seeded-random.ts';
import type { World, WorldCity } from '../world/world.ts';
import type { CitySketch } from './city-sketch.ts';
import { drawAnswers } from './draw-answers.ts';
import { drawLots } from './draw-lots.ts';
import { drawRecipients } from './draw-recipients.ts';
import { MAKE_DEFAULTS, type MakeOptions } from './make-options.ts';
import { WORLD_CATEGORIES } from './world-categories.ts';

const FIRST_DAY = '2026-01-05';

/** A world file's content: real or invented places with modelled lots and answers, the same for the same options. */
export function makeWorld(sketch: CitySketch, given: Partial<MakeOptions> = {}): World {
  const options = { ...MAKE_DEFAULTS, ...given };
  const random = createSeededRandom(options.seed);
  const city: WorldCity = {
    name: nameOf(sketch, options),
    firstDay: FIRST_DAY,
    days: options.days,
    attempts: options.attempts,
    categories: Object.fromEntries(
      Object.entries(WORLD_CATEGORIES).map(([name, { temperature, lifeHours }]) => [
        name,
        { temperature, lifeHours },
      ]),
    ),
    travel: { kmFactor: 1.3, kmPerHour: 15, readyHours: 1, maxKm: 12, slotSearchDays: 4 },
    value: { needWeight: 0.5, kmCostKg: 0.8 },
    recipients: drawRecipients(random, sketch.recipients, options.capacityFactor),
    suppliers: sketch.suppliers.map(({ lat, lon }, index) => ({ id: `s${index}`, lat, lon })),
  };
  const lots = drawLots(random, city.suppliers, Date.parse(FIRST_DAY), options);
  return { format: 'surplus-world/1', ...city, lots, answers: drawAnswers(city, lots, options) };
}

function nameOf({ name }: CitySketch, options: MakeOptions): string {
  const { seed, days, lotsPerDay, capacityFactor, driftDay, fatigue, correlation } = options;
  const parts = [name, seed, `${days}d`, lotsPerDay, capacityFactor];
  if (driftDay !== undefined) parts.push(`drift${driftDay}`);
  if (fatigue > 0) parts.push(`fatigue${fatigue}`);
  if (correlation > 0) parts.push(`correlated${correlation}`);
  return parts.join('-');
}
