import type { WorldLot } from '../world/world.ts';
import { askInOrder, type Candidate, type PolicySetting, type PolicyStart } from './policy.ts';
import { createServed, type Served } from './served.ts';

type Order = (
  lot: WorldLot,
  candidates: readonly Candidate[],
  served: Served,
  setting: PolicySetting,
) => readonly Candidate[];

/** A policy that fixes the order of a lot's candidates before the first offer. */
function ordered(order: Order): PolicyStart {
  return {
    kind: 'open',
    start(setting) {
      const served = createServed(setting.city.recipients);
      return {
        place(lot, candidates, ask) {
          const taker = askInOrder(order(lot, candidates, served, setting), setting.attempts, ask);
          if (taker) served.add(taker, lot);
        },
      };
    },
  };
}

/** Anybody, each equally likely. */
export const random = ordered((_lot, candidates, _served, setting) => shuffled(candidates, setting));

export const nearest = ordered((_lot, candidates) =>
  candidates.toSorted((one, other) => one.distanceKm - other.distanceKm),
);

/** Most valuable yes first, however unlikely. */
export const greedy = ordered((_lot, candidates) =>
  candidates.filter(({ valueKg }) => valueKg > 0).toSorted((one, other) => other.valueKg - one.valueKg),
);

const NEAR_ONES = 10;

/** Of two random ones of the ten nearest the less served first (Mertzanidis, Psomas & Verma 2024, arXiv 2406.06363). */
export const twoChoices = ordered((_lot, candidates, served, setting) => {
  const near = candidates.toSorted((one, other) => one.distanceKm - other.distanceKm).slice(0, NEAR_ONES);
  const drawn = shuffled(near, setting);
  const order: Candidate[] = [];
  for (let i = 0; i < drawn.length; i += 2) {
    const pair = drawn.slice(i, i + 2);
    order.push(...pair.toSorted((one, other) => served.share(one) - served.share(other)));
  }
  return order;
});

const BUCKET_HOURS = 0.5;

/** Food Drop's rule: drives in buckets of 30 minutes, inside a bucket the longest without a donation first. */
export const foodDrop = ordered((lot, candidates, served, { city }) =>
  candidates.toSorted(
    (one, other) =>
      bucketOf(one, city.travel.kmPerHour) - bucketOf(other, city.travel.kmPerHour) ||
      served.daysSince(other, lot.at) - served.daysSince(one, lot.at) ||
      one.distanceKm - other.distanceKm,
  ),
);

function bucketOf({ distanceKm }: Candidate, kmPerHour: number): number {
  return Math.floor(distanceKm / kmPerHour / BUCKET_HOURS);
}

/** Half a point at so many km, days; how fast it turns there. Assumed: the source's own constants are per city. */
const PROXIMITY = { halfKm: 5, slopeKm: 2 };
const RECENCY = { halfDays: 7, slopeDays: 3 };

/** 412 Food Rescue's former score: the mean of proximity, utilisation and recency, best first. */
export const score412 = ordered((lot, candidates, served) => {
  const score = (candidate: Candidate) => {
    const proximity = logistic((PROXIMITY.halfKm - candidate.distanceKm) / PROXIMITY.slopeKm);
    const utilisation = lot.massKg / candidate.recipient.capacityKg;
    const recency = logistic((served.daysSince(candidate, lot.at) - RECENCY.halfDays) / RECENCY.slopeDays);
    return (proximity + utilisation + recency) / 3;
  };
  return candidates.toSorted((one, other) => score(other) - score(one));
});

function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

/** Fisher & Yates 1938, in a copy. */
function shuffled(candidates: readonly Candidate[], { random }: PolicySetting): Candidate[] {
  const drawn = [...candidates];
  for (let i = drawn.length - 1; i > 0; i--) {
    const j = Math.floor(random.next() * (i + 1));
    [drawn[i], drawn[j]] = [drawn[j] as Candidate, drawn[i] as Candidate];
  }
  return drawn;
}
