import { normalFrom } from '../draw.ts';
import { hashUnit } from '../seeded-random.ts';
import { createLotOptions } from '../world/lot-options.ts';
import type { TrueAnswer, World, WorldCity, WorldLot, WorldRecipient } from '../world/world.ts';
import type { MakeOptions } from './make-options.ts';
import { createTrueChance } from './true-chance.ts';

/** Side of a neighbourhood, degrees. */
const NEIGHBOURHOOD_DEGREES = 0.02;
const MEMORY_HOURS = 24;

/** Chances and answers of everybody who may be asked. The same lot and recipient always meet the same fate. */
export function drawAnswers(
  city: WorldCity,
  lots: readonly WorldLot[],
  options: MakeOptions,
): World['answers'] {
  const optionsOf = createLotOptions(city);
  const chanceOf = createTrueChance(options);
  const recentAt = city.recipients.map((): number[] => []);
  const answers: Record<string, Record<string, TrueAnswer>> = {};
  for (const lot of lots) {
    const known: Record<string, TrueAnswer> = {};
    for (const option of optionsOf(lot)) {
      const recent = recentAt[option.index] ?? [];
      while ((recent[0] ?? Infinity) < lot.at - MEMORY_HOURS) recent.shift();
      const chance = Math.round(chanceOf(lot, option, recent.length) * 1e4) / 1e4;
      const accepts = luckOf(lot, option.recipient, options) < chance;
      known[option.recipient.id] = [chance, accepts ? 1 : 0];
      recent.push(lot.at);
    }
    answers[lot.id] = known;
  }
  return answers;
}

/** Uniform in 0..1; shared in part by those of one neighbourhood (Gaussian copula), so that refusals come together. */
function luckOf(lot: WorldLot, { id, lat, lon }: WorldRecipient, { seed, correlation }: MakeOptions): number {
  if (correlation === 0) return hashUnit(seed, `${lot.id}|${id}|luck`);
  const cell = `${Math.floor(lat / NEIGHBOURHOOD_DEGREES)}|${Math.floor(lon / NEIGHBOURHOOD_DEGREES)}`;
  const normal = (key: string) => normalFrom(hashUnit(seed, `${key}|a`), hashUnit(seed, `${key}|b`));
  const shared = Math.sqrt(correlation) * normal(`${lot.id}|${cell}`);
  return normalCumulative(shared + Math.sqrt(1 - correlation) * normal(`${lot.id}|${id}`));
}

/** Abramowitz & Stegun 26.2.17, error below 1e-7. */
function normalCumulative(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const tail =
    0.3989422804 *
    Math.exp((-z * z) / 2) *
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return z >= 0 ? 1 - tail : tail;
}
