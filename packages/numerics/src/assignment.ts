import { greedyAssignment } from './assignment-greedy.ts';

/** Offers and their candidate slots, compressed by row: edges offerStart[i] to offerStart[i + 1] - 1 are offer i's. */
export interface AssignmentProblem {
  /** [offers + 1], from 0, non-decreasing. */
  readonly offerStart: Int32Array;
  /** Slot of each edge, [edges], in [0, slots); each slot at most once per offer. */
  readonly candidate: Int32Array;
  /** Value of each edge, [edges], finite; edges with value <= 0 are never used. */
  readonly value: Float64Array;
  /** Most offers a slot takes, [slots], integers >= 0. */
  readonly capacity: Int32Array;
}

export interface AssignmentOptions {
  /** Least raise of a bid as a share of the largest value, > 0; default 0.005. Smaller is closer and slower. */
  readonly epsilonShare?: number;
  /** Bids after which the rest is placed greedily; default 1000 per offer. */
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
  /** Whether `maxBids` was reached and greedy placement completed or replaced the auction. */
  readonly usedFallback: boolean;
}

/**
 * Assigns offers to slots with capacities at nearly the greatest total value (forward auction, Bertsekas
 * 1988; slots of several units as in Bertsekas & Castanon 1989).
 *
 * An unplaced offer bids for its best slot up to where its second choice (or none) is as good, plus epsilon;
 * a full slot drops its lowest bid. The price of a slot is its lowest bid, 0 while it has room.
 * @returns at most offers * epsilon below the optimum unless the fallback was used, in practice within 0.05 %;
 * the certificate `upperBound` always holds. Deterministic.
 * O(bids * (candidates + log capacity)) time, O(edges + slots) space. Throws RangeError on unequal lengths.
 */
export function assignOffers(problem: AssignmentProblem, options: AssignmentOptions = {}): Assignment {
  const { offerStart, candidate, value, capacity } = problem;
  const offers = offerStart.length - 1;
  if (offers < 0 || candidate.length !== value.length || offerStart[offers] !== value.length) {
    throw new RangeError(`${candidate.length} candidates, ${value.length} values, ${offerStart[offers]} edges`);
  }
  const epsilon = (options.epsilonShare ?? 0.005) * greatest(value);
  const maxBids = options.maxBids ?? 1000 * offers;
  const slots = createSlots(problem);
  const unplaced = Array.from({ length: offers }, (_, i) => offers - 1 - i);
  const assigned = new Int32Array(offers).fill(-1);
  let bids = 0;
  for (let offer = unplaced.pop(); offer !== undefined; offer = unplaced.pop()) {
    if (bids === maxBids) {
      unplaced.push(offer);
      break;
    }
    const bid = bestBid(problem, slots, offer, epsilon);
    if (bid === undefined) continue;
    bids++;
    assigned[offer] = bid.slot;
    const dropped = place(slots, capacity, bid.slot, offer, bid.price);
    if (dropped < 0) continue;
    assigned[dropped] = -1;
    unplaced.push(dropped);
  }
  const usedFallback = unplaced.length > 0;
  const best = usedFallback ? greedyAssignment(problem, assigned) : assigned;
  return {
    assigned: best,
    value: totalValue(problem, best),
    upperBound: dualObjective(problem, slots.price),
    bids,
    usedFallback,
  };
}
