import { completeGreedily } from './assignment-greedy.ts';
import { createSlots, placeBid } from './auction-slots.ts';

/** Offers and their candidate slots: edges offerStart[i] to offerStart[i + 1] - 1 belong to offer i. */
export interface AssignmentProblem {
  /** [offers + 1], from 0, non-decreasing. */
  readonly offerStart: Int32Array;
  /** Slot of each edge, [edges], in [0, slots). */
  readonly candidate: Int32Array;
  /** Value of each edge, [edges], finite; edges with value <= 0 are never used. */
  readonly value: Float64Array;
  /** Most offers a slot takes, [slots], integers >= 0. */
  readonly capacity: Int32Array;
}

export interface AssignmentOptions {
  /** Least raise of a bid in the first round, as a share of the largest value, > 0; default 0.005. */
  readonly epsilonShare?: number;
  /** Rounds at a fifth of epsilon follow until upperBound - value <= gap * upperBound; default 0.0005. */
  readonly gap?: number;
  /** Bids in all rounds together; default 200 per offer. */
  readonly maxBids?: number;
}

export interface Assignment {
  /** Slot of each offer, [offers], or -1. */
  readonly assigned: Int32Array;
  /** Sum of the values of the edges used. */
  readonly value: number;
  /** No assignment is worth more (dual objective at the final prices). */
  readonly upperBound: number;
  readonly bids: number;
  /** Whether `maxBids` ended even the first round, so that greedy placement completed or replaced it. */
  readonly usedFallback: boolean;
}

/**
 * Assigns offers to slots with capacities at nearly the greatest total value (forward auction, Bertsekas
 * 1988; slots of several units as in Bertsekas & Castanon 1989).
 *
 * An unplaced offer bids for its best slot up to where its second choice (or none) is as good, plus epsilon;
 * a full slot drops its lowest bid. The price of a slot is its lowest bid, 0 while it has room. Rounds start
 * from empty slots: kept prices on slots with room would spoil the certificate.
 * @returns within `gap` of the optimum unless `maxBids` ended it; `upperBound` always holds. Deterministic.
 * O(bids * (candidates + log capacity)) time, O(edges + slots) space. Throws RangeError on unequal lengths.
 */
export function assignOffers(problem: AssignmentProblem, options: AssignmentOptions = {}): Assignment {
  const { offerStart, candidate, value } = problem;
  const offers = offerStart.length - 1;
  if (offers < 0 || candidate.length !== value.length || offerStart[offers] !== value.length) {
    throw new RangeError(
      `${candidate.length} candidates, ${value.length} values, ${offerStart[offers]} edges`,
    );
  }
  const greatest = value.reduce((most, each) => Math.max(most, each), 0);
  const { epsilonShare = 0.005, gap = 0.0005, maxBids = 200 * offers } = options;
  let epsilon = epsilonShare * greatest;
  let { assigned, price, bids, isComplete } = auction(problem, epsilon, maxBids);
  const usedFallback = !isComplete;
  let best = usedFallback
    ? completeGreedily(problem, assigned)
    : { assigned, value: worth(problem, assigned) };
  let upperBound = dualObjective(problem, price);
  while (isComplete && upperBound - best.value > gap * upperBound && epsilon > 1e-9 * greatest) {
    epsilon /= 5;
    const round = auction(problem, epsilon, maxBids - bids);
    ({ assigned, price, isComplete } = round);
    bids += round.bids;
    upperBound = Math.min(upperBound, dualObjective(problem, price));
    const total = worth(problem, assigned);
    if (total > best.value) best = { assigned, value: total };
  }
  return { ...best, upperBound, bids, usedFallback };
}

function auction(problem: AssignmentProblem, epsilon: number, maxBids: number) {
  const slots = createSlots(problem.candidate, problem.capacity);
  const offers = problem.offerStart.length - 1;
  const assigned = new Int32Array(offers).fill(-1);
  const unplaced = Array.from({ length: offers }, (_, i) => offers - 1 - i);
  let bids = 0;
  while (unplaced.length > 0 && bids < maxBids) {
    const offer = unplaced.pop()!;
    const { slot, bid } = bestBid(problem, slots.price, offer, epsilon);
    if (slot < 0) continue;
    bids++;
    assigned[offer] = slot;
    const dropped = placeBid(slots, slot, offer, bid);
    if (dropped < 0) continue;
    assigned[dropped] = -1;
    unplaced.push(dropped);
  }
  return { assigned, price: slots.price, bids, isComplete: unplaced.length === 0 };
}

/** The slot with the greatest value over its price, -1 if none is above 0, and the bid for it. */
function bestBid(
  { offerStart, candidate, value }: AssignmentProblem,
  prices: Float64Array,
  offer: number,
  epsilon: number,
) {
  let slot = -1;
  let most = 0;
  let second = 0;
  let offered = 0;
  for (let edge = offerStart[offer]!; edge < offerStart[offer + 1]!; edge++) {
    const net = value[edge]! - prices[candidate[edge]!]!;
    if (net > most) {
      if (candidate[edge] !== slot) second = most;
      slot = candidate[edge]!;
      most = net;
      offered = value[edge]!;
    } else if (net > second && candidate[edge] !== slot) {
      second = net;
    }
  }
  // Never above the value of the edge, so a placed offer never loses.
  return { slot, bid: offered - Math.max(0, second - epsilon) };
}

function worth({ offerStart, candidate, value }: AssignmentProblem, assigned: Int32Array): number {
  let total = 0;
  for (let offer = 0; offer < assigned.length; offer++) {
    let best = 0;
    for (let edge = offerStart[offer]!; edge < offerStart[offer + 1]!; edge++) {
      if (candidate[edge] === assigned[offer]) best = Math.max(best, value[edge]!);
    }
    total += best;
  }
  return total;
}

function dualObjective(
  { offerStart, candidate, value, capacity }: AssignmentProblem,
  price: Float64Array,
): number {
  let total = 0;
  for (let slot = 0; slot < price.length; slot++)
    total += capacity[slot]! > 0 ? capacity[slot]! * price[slot]! : 0;
  for (let offer = 0; offer + 1 < offerStart.length; offer++) {
    let most = 0;
    for (let edge = offerStart[offer]!; edge < offerStart[offer + 1]!; edge++) {
      most = Math.max(most, value[edge]! - price[candidate[edge]!]!);
    }
    total += most;
  }
  return total;
}
