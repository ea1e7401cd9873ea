import { type AssignmentProblem, assignOffers } from '@sprk/numerics';
import { createSeededRandom } from '@sprk/simulator';
import loader, { type Highs } from 'highs';

const SIZES = [
  { offers: 100, slots: 1000 },
  { offers: 1000, slots: 1000 },
  { offers: 2000, slots: 800 },
] as const;
const CANDIDATES = 30;

/** Value of a batch by the auction as a share of the optimum of the assignment LP, which is integral (HiGHS). */
export async function measureBatchValue() {
  // @NOTE the package types its ES module as CommonJS, so the default import looks like a namespace to tsc.
  const highs = await (loader as unknown as () => Promise<Highs>)();
  const batches = SIZES.map(({ offers, slots }) => {
    const problem = aProblem(offers, slots);
    const startedAt = performance.now();
    const { value } = assignOffers(problem);
    const ms = performance.now() - startedAt;
    return { offers, slots, ms, share: value / optimum(highs, problem) };
  });
  return { leastShare: Math.min(...batches.map(({ share }) => share)), batches };
}

/** Clustered demand: offers want the slots near them, of one to three places each. */
function aProblem(offers: number, slots: number): AssignmentProblem {
  const random = createSeededRandom(offers);
  const candidate: number[] = [];
  const value: number[] = [];
  for (let offer = 0; offer < offers; offer++) {
    const middle = Math.floor(slots * random.next() ** 2);
    for (let k = 0; k < CANDIDATES; k++) {
      candidate.push((middle + k) % slots);
      value.push(5 + 20 * random.next());
    }
  }
  return {
    offerStart: Int32Array.from({ length: offers + 1 }, (_, offer) => offer * CANDIDATES),
    candidate: Int32Array.from(candidate),
    value: Float64Array.from(value),
    capacity: Int32Array.from({ length: slots }, () => 1 + Math.floor(3 * random.next())),
  };
}

function optimum(highs: Highs, { offerStart, candidate, value, capacity }: AssignmentProblem): number {
  const offers = offerStart.length - 1;
  const numRows = offers + capacity.length;
  const numCols = value.length;
  const indices = new Int32Array(2 * numCols);
  for (let offer = 0; offer < offers; offer++) {
    for (let edge = offerStart[offer] ?? 0; edge < (offerStart[offer + 1] ?? 0); edge++) {
      indices[2 * edge] = offer;
      indices[2 * edge + 1] = offers + (candidate[edge] ?? 0);
    }
  }
  const model = {
    numCols,
    numRows,
    sense: highs.constants.objectiveSense.maximize,
    colCost: value,
    colLower: new Float64Array(numCols),
    colUpper: new Float64Array(numCols).fill(1),
    rowLower: new Float64Array(numRows).fill(-highs.infinity),
    rowUpper: Float64Array.from({ length: numRows }, (_, row) =>
      row < offers ? 1 : (capacity[row - offers] ?? 0),
    ),
    matrix: {
      format: 'csc' as const,
      ...{ numRows, numCols, indices },
      starts: Int32Array.from({ length: numCols + 1 }, (_, column) => 2 * column),
      values: new Float64Array(2 * numCols).fill(1),
    },
  };
  return highs.withModel(model, (lp) => {
    lp.options.set({ output_flag: false });
    lp.run();
    return lp.getObjectiveValue();
  });
}
