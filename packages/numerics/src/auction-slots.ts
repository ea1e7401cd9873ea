/**
 * Bids held per slot: a binary min-heap each, in shared arrays. The price of a slot is its lowest bid when it
 * is full and 0 while it has room; a slot of capacity 0 has an infinite price.
 */
export interface AuctionSlots {
  readonly capacity: Int32Array;
  /** [slots]. */
  readonly price: Float64Array;
  /** Bids held, [slots]. */
  readonly size: Int32Array;
  /** First position of each slot in `bid` and `offer`, [slots]. */
  readonly start: Int32Array;
  readonly bid: Float64Array;
  readonly offer: Int32Array;
}

/**
 * Empty slots with room for every offer that could come.
 * @param candidate slot of each edge, [edges], in [0, slots).
 * @param capacity [slots]. O(edges + slots) time and space.
 */
export function createSlots(candidate: Int32Array, capacity: Int32Array): AuctionSlots {
  const slots = capacity.length;
  const degree = new Int32Array(slots);
  for (const slot of candidate) degree[slot]!++;
  const start = new Int32Array(slots);
  let total = 0;
  for (let slot = 0; slot < slots; slot++) {
    start[slot] = total;
    total += Math.min(degree[slot]!, Math.max(capacity[slot]!, 0));
  }
  return {
    capacity,
    price: Float64Array.from(capacity, (units) => (units > 0 ? 0 : Infinity)),
    size: new Int32Array(slots),
    start,
    bid: new Float64Array(total),
    offer: new Int32Array(total),
  };
}

/**
 * Gives a slot of capacity > 0 to a bid above its price.
 * @returns the offer that loses its place, or -1 if there was room. O(log capacity).
 */
export function placeBid(slots: AuctionSlots, slot: number, offer: number, bid: number): number {
  const first = slots.start[slot]!;
  const size = slots.size[slot]!;
  if (size < slots.capacity[slot]!) {
    slots.size[slot] = size + 1;
    rise(slots, first, size, offer, bid);
    if (size + 1 === slots.capacity[slot]!) slots.price[slot] = slots.bid[first]!;
    return -1;
  }
  const dropped = slots.offer[first]!;
  sink(slots, first, size, offer, bid);
  slots.price[slot] = slots.bid[first]!;
  return dropped;
}

function rise(slots: AuctionSlots, first: number, hole: number, offer: number, bid: number): void {
  let at = hole;
  while (at > 0) {
    const parent = (at - 1) >>> 1;
    if (slots.bid[first + parent]! <= bid) break;
    slots.bid[first + at] = slots.bid[first + parent]!;
    slots.offer[first + at] = slots.offer[first + parent]!;
    at = parent;
  }
  slots.bid[first + at] = bid;
  slots.offer[first + at] = offer;
}

function sink(slots: AuctionSlots, first: number, size: number, offer: number, bid: number): void {
  let at = 0;
  for (let child = 1; child < size; child = 2 * at + 1) {
    if (child + 1 < size && slots.bid[first + child + 1]! < slots.bid[first + child]!) child++;
    if (slots.bid[first + child]! >= bid) break;
    slots.bid[first + at] = slots.bid[first + child]!;
    slots.offer[first + at] = slots.offer[first + child]!;
    at = child;
  }
  slots.bid[first + at] = bid;
  slots.offer[first + at] = offer;
}
