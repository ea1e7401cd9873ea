import { type CascadePlanner, createCascadePlanner } from './cascade-planner.ts';
import { scatteredStride } from './scattered-stride.ts';

/**
 * Expected lots that are offered to one candidate after the other, and the room they compete for. Edges lotStart[i]
 * to lotStart[i + 1] - 1 are the candidates of lot i.
 */
export interface CascadeDemand {
  /** [lots + 1], from 0, non-decreasing. */
  readonly lotStart: Int32Array;
  /** Slot of each edge, [edges], in [0, slots). */
  readonly slot: Int32Array;
  /** Worth of a yes on each edge before the price of room, [edges], finite. */
  readonly utility: Float64Array;
  /** Chance of a yes, [edges], in [0, 1]. */
  readonly probability: Float64Array;
  /** [lots], > 0. */
  readonly massKg: Float64Array;
  /** How many such lots are expected, [lots], > 0. */
  readonly expected: Float64Array;
  /** Room left, [slots], >= 0. */
  readonly capacityKg: Float64Array;
  /** Most candidates asked per lot, an integer >= 0. */
  readonly attempts: number;
}

export interface CascadePricesOptions {
  /** Where to start, [slots]; default 0. Prices of yesterday save passes. */
  readonly warm?: Float64Array;
  /** Rounds over all lots, >= 2; the second half is averaged. Default 20, enough with warm prices. */
  readonly passes?: number;
}

const FIRST_STEP = 0.3;
const STEP_DECAY = 0.1;
/** Prices fall this often per pass, rather than after each lot. */
const FALLS_PER_PASS = 20;

/**
 * Bid price of each slot, per kg: prices at which the best cascades of the expected lots fill the slots on average.
 *
 * Minimises sum capacity*price + sum expected*W(price), W the value of a lot's best cascade at those prices (Lagrangian
 * relaxation of the capacities), by subgradient steps lot by lot with a falling step and averaging (Nedic & Bertsekas
 * 2001). Unlike a fluid LP it knows that a second candidate is only asked if the first refuses.
 * @returns prices >= 0, [slots]. O(passes * edges * attempts), near-sorted candidates being kept in order between
 * passes. Deterministic. Throws RangeError on unequal lengths.
 */
export function cascadePrices(demand: CascadeDemand, options: CascadePricesOptions = {}): Float64Array {
  checkDemand(demand);
  const { massKg, expected, capacityKg } = demand;
  const { passes = 20 } = options;
  const price = options.warm?.slice() ?? new Float64Array(capacityKg.length);
  const average = new Float64Array(price.length);
  const lotsExpected = expected.reduce((sum, each) => sum + each, 0);
  if (lotsExpected === 0) return average;
  const meanKg = massKg.reduce((sum, kg, lot) => sum + kg * expected[lot]!, 0) / lotsExpected;
  // A slot with less room than a lot would otherwise swing with every lot.
  const scaleKg = capacityKg.map((kg) => Math.max(kg, meanKg));
  const firstStep = FIRST_STEP * meanWorthPerKg(demand);
  const turns = { demand, planner: createCascadePlanner(demand), scaleKg, lotsExpected };
  const averaged = passes - Math.floor(passes / 2);
  for (let pass = 0; pass < passes; pass++) {
    runPass(turns, price, pass, firstStep / (1 + STEP_DECAY * pass));
    if (pass < passes - averaged) continue;
    for (let slot = 0; slot < price.length; slot++) average[slot]! += price[slot]! / averaged;
  }
  return average;
}

interface Turns {
  readonly demand: CascadeDemand;
  readonly planner: CascadePlanner;
  readonly scaleKg: Float64Array;
  readonly lotsExpected: number;
}

/** Every lot once, in a scattered order: prices rise with what is planned and fall with the room there is. */
function runPass(
  { demand, planner, scaleKg, lotsExpected }: Turns,
  price: Float64Array,
  pass: number,
  step: number,
) {
  const { slot: slotOf, massKg, expected, capacityKg } = demand;
  const lots = massKg.length;
  const fallEvery = Math.max(1, Math.floor(lots / FALLS_PER_PASS));
  const stride = scatteredStride(lots);
  let pending = 0;
  for (let turn = 0; turn < lots; turn++) {
    const lot = (turn * stride + pass * 31) % lots;
    planner(lot, price, (edge, share) => {
      const slot = slotOf[edge]!;
      price[slot]! += (step * massKg[lot]! * expected[lot]! * share) / scaleKg[slot]!;
    });
    pending += expected[lot]!;
    if (turn % fallEvery !== fallEvery - 1 && turn < lots - 1) continue;
    const fall = (step * pending) / lotsExpected;
    pending = 0;
    for (let slot = 0; slot < price.length; slot++) {
      price[slot] = Math.max(0, price[slot]! - (fall * capacityKg[slot]!) / scaleKg[slot]!);
    }
  }
}

/** Value at the given prices that no way of asking exceeds when capacities hold on average (the dual objective). */
export function cascadeDual(demand: CascadeDemand, price: Float64Array): number {
  const planner = createCascadePlanner(demand);
  let total = 0;
  for (let slot = 0; slot < price.length; slot++) total += demand.capacityKg[slot]! * price[slot]!;
  for (let lot = 0; lot < demand.massKg.length; lot++) {
    total += demand.expected[lot]! * planner(lot, price, () => {});
  }
  return total;
}

/** Mean over expected lots of the best worth per kg, the unit of prices. */
function meanWorthPerKg({ lotStart, utility, massKg, expected }: CascadeDemand): number {
  let worth = 0;
  let mass = 0;
  for (let lot = 0; lot < massKg.length; lot++) {
    let most = 0;
    for (let edge = lotStart[lot]!; edge < lotStart[lot + 1]!; edge++) most = Math.max(most, utility[edge]!);
    worth += most * expected[lot]!;
    mass += massKg[lot]! * expected[lot]!;
  }
  return mass > 0 ? worth / mass : 0;
}

function checkDemand({ lotStart, slot, utility, probability, massKg, expected }: CascadeDemand): void {
  const edges = slot.length;
  const isFitting =
    lotStart.length === massKg.length + 1 &&
    lotStart[massKg.length] === edges &&
    utility.length === edges &&
    probability.length === edges &&
    expected.length === massKg.length;
  if (isFitting) return;
  throw new RangeError(
    `${massKg.length} lots, ${expected.length} expected, ${lotStart.length} starts, ${edges} slots, ` +
      `${utility.length} utilities, ${probability.length} probabilities`,
  );
}
