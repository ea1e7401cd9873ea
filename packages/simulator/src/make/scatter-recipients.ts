import type { Random } from '@sprk/core';
import { drawItem, drawNormal } from '../draw.ts';
import type { CitySketch, RecipientSketch } from './city-sketch.ts';

const SPREAD_DEGREES = 0.012;

/** Invented recipients, where a source has none: about a kilometre or two from a shop, so as dense as the city is. */
export function scatterRecipients(
  random: Random,
  suppliers: CitySketch['suppliers'],
  count: number,
): RecipientSketch[] {
  return Array.from({ length: count }, () => {
    const { lat, lon } = drawItem(random, suppliers);
    return {
      lat: round5(lat + SPREAD_DEGREES * drawNormal(random)),
      lon: round5(lon + SPREAD_DEGREES * drawNormal(random)),
    };
  });
}

function round5(degrees: number): number {
  return Math.round(degrees * 1e5) / 1e5;
}
