import { type FluidProblem, fillLot } from './fluid-problem.ts';
import { scatteredStride } from './scattered-stride.ts';

const FIRST_STEP = 0.3;
const MIN_PASSES = 20;
const MAX_PASSES = 400;
const MIN_TURNS = 4000;

export interface FluidDescent {
  readonly problem: FluidProblem;
  /** Current prices, [slots]; after a stage, their average. */
  readonly price: Float64Array;
  /** Capacity or the greatest mass that may come at once, if larger, [slots]: the unit of a slot's step. */
  readonly scaleKg: Float64Array;
  /** Step of the first stage, value per kg. */
  readonly firstStep: number;
  /** Passes in a stage: 20 from 200 lots on, more for fewer lots. */
  readonly passes: number;
  /** Passes at the end of a stage that enter its averages. */
  readonly averagedPasses: number;
  /** Lots are visited `stride` apart; has no divisor in common with their number. */
  readonly stride: number;
  /** Turn at which each price was last brought up to date, [slots]. */
  readonly seenAt: Int32Array;
  /** Shares chosen last, and their sum over the averaged passes of the stage, [edges]. */
  readonly share: Float64Array;
  readonly shareSum: Float64Array;
}

/** Start of a descent: all prices 0, except what nobody pays where there is no capacity. O(edges + slots). */
export function createFluidDescent(problem: FluidProblem): FluidDescent {
  const { lotStart, candidate, value, massKg, capacityKg } = problem;
  const price = new Float64Array(capacityKg.length);
  const scaleKg = capacityKg.slice();
  let valueSum = 0;
  let massSum = 0;
  for (let lot = 0; lot < massKg.length; lot++) {
    const mass = massKg[lot]!;
    let most = 0;
    for (let edge = lotStart[lot]!; edge < lotStart[lot + 1]!; edge++) {
      const slot = candidate[edge]!;
      const usable = usableShare(problem, edge);
      if (usable === 0) continue;
      if (capacityKg[slot]! > 0) {
        most = Math.max(most, value[edge]!);
        scaleKg[slot] = Math.max(scaleKg[slot]!, mass * usable);
      } else if (mass > 0) {
        price[slot] = Math.max(price[slot]!, value[edge]! / mass);
      }
    }
    valueSum += most;
    massSum += most > 0 ? mass : 0;
  }
  const passes = Math.min(Math.max(Math.ceil(MIN_TURNS / massKg.length), MIN_PASSES), MAX_PASSES);
  return {
    problem,
    price,
    scaleKg,
    firstStep: massSum > 0 ? (FIRST_STEP * valueSum) / massSum : 0,
    passes,
    averagedPasses: Math.floor(0.75 * passes),
    stride: scatteredStride(massKg.length),
    seenAt: new Int32Array(price.length),
    share: new Float64Array(value.length),
    shareSum: new Float64Array(value.length),
  };
}

/** One stage with steps of `step` (value per kg); leaves the averages of its last three quarters. */
export function runFluidStage(descent: FluidDescent, step: number): void {
  const { price, shareSum, passes, averagedPasses } = descent;
  const sum = new Float64Array(price.length);
  for (let pass = 0; pass < passes; pass++) {
    if (pass === passes - averagedPasses) {
      sum.fill(0);
      shareSum.fill(0);
    }
    runPass(descent, step, pass);
    for (let slot = 0; slot < sum.length; slot++) sum[slot]! += price[slot]!;
  }
  for (let slot = 0; slot < sum.length; slot++) price[slot] = sum[slot]! / averagedPasses;
}

function runPass(descent: FluidDescent, step: number, pass: number): void {
  const { problem, price, scaleKg, seenAt, share, shareSum, stride } = descent;
  const { lotStart, candidate, massKg } = problem;
  const lots = massKg.length;
  seenAt.fill(0);
  for (let turn = 0; turn < lots; turn++) {
    const lot = (turn * stride + pass * 31) % lots;
    const end = lotStart[lot + 1]!;
    for (let edge = lotStart[lot]!; edge < end; edge++) decay(descent, candidate[edge]!, turn, step);
    fillLot(problem, price, lot, share);
    for (let edge = lotStart[lot]!; edge < end; edge++) {
      if (share[edge] === 0) continue;
      const slot = candidate[edge]!;
      shareSum[edge]! += share[edge]!;
      if (scaleKg[slot]! > 0) price[slot]! += (step * massKg[lot]! * share[edge]!) / scaleKg[slot]!;
    }
  }
  for (let slot = 0; slot < price.length; slot++) decay(descent, slot, lots, step);
}

/** Lowers a price by its capacity's part of the turns since it was last seen. */
function decay(
  { problem, price, scaleKg, seenAt }: FluidDescent,
  slot: number,
  turn: number,
  step: number,
): void {
  const capacity = problem.capacityKg[slot]!;
  if (seenAt[slot] === turn || !(capacity > 0)) return;
  const part = (turn - seenAt[slot]!) / problem.massKg.length;
  price[slot] = Math.max(0, price[slot]! - (step * part * capacity) / scaleKg[slot]!);
  seenAt[slot] = turn;
}

/** Most of its lot that an edge could ever take: 0 without value. */
function usableShare({ value, limit }: FluidProblem, edge: number): number {
  if (!(value[edge]! > 0)) return 0;
  return limit === undefined ? 1 : limit[edge]!;
}
