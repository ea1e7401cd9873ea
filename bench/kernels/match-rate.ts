import type { MatchRequest } from '@sprk/contracts';
import { type City, createLearner, recommend } from '@sprk/core';
import { nearest } from '@sprk/numerics';
import { median } from '../shared/quiet.ts';
import { ratePerSecond } from './rate.ts';
import { spreadCity } from './spread-city.ts';

const ROUNDS = 3;
const NOW = Date.parse('2026-06-02T08:00:00Z');
const HOUR_MS = 3_600_000;

/** The product's match (rules, features, chances, value, cascade) beside a bare search for as many neighbours. */
export function measureMatching() {
  const { model } = createLearner();
  const match = (city: City, place: MatchRequest['registration']['origin']) =>
    recommend(aRequest(place), city, model, NOW);
  const large = spreadCity(100_000);
  const inRange = [...large.city.recipientsNear(large.placeOf(0))].length;
  const rounds = Array.from({ length: ROUNDS }, () => {
    const matches = ratePerSecond((turn) => match(large.city, large.placeOf(turn)));
    const neighbours = ratePerSecond((turn) => {
      const { lat, lon } = large.placeOf(turn);
      nearest(large.grid, lat, lon, inRange, Infinity);
    });
    return { matches, neighbours };
  });
  const bruteForce = ratePerSecond((turn) => match(large.bruteForce, large.placeOf(turn)));
  const small = spreadCity(1000);
  const thousand = ratePerSecond((turn) => match(small.city, small.placeOf(turn)));
  const huge = spreadCity(1_000_000);
  const million = ratePerSecond((turn) => match(huge.city, huge.placeOf(turn)));
  const matches = median(rounds.map((round) => round.matches));
  return {
    inRange,
    matchesPerSecond: matches,
    ofNearest: median(rounds.map((round) => round.matches / round.neighbours)),
    ofBruteForce: matches / bruteForce,
    millionToThousand: thousand / million,
  };
}

function aRequest(origin: MatchRequest['registration']['origin']): MatchRequest {
  return {
    oversupplyId: 'ovs_1',
    round: 1,
    registeredAt: new Date(NOW).toISOString(),
    excluded: [],
    registration: {
      product: 'Carrots',
      category: 'produce',
      massKg: 10,
      temperature: 'ambient',
      date: { type: 'best_before', on: '2026-06-05' },
      allergens: [],
      readyAt: new Date(NOW).toISOString(),
      collectBy: new Date(NOW + 24 * HOUR_MS).toISOString(),
      divisible: false,
      supplierId: 'sup_1',
      origin,
    },
  };
}
