import loader, { type Highs } from 'highs';
import type { World } from '../world/world.ts';
import { type ClairvoyantLp, clairvoyantLp } from './clairvoyant-lp.ts';

/**
 * No policy is worth more than this: the optimum of the clairvoyant LP, by HiGHS' dual simplex (Huangfu & Hall 2018).
 * 4 000 lots take about 7 s, 13 000 about half a minute. Throws Error if the solver ends without an optimum.
 */
export async function clairvoyantBound(world: World): Promise<number> {
  const lp = clairvoyantLp(world);
  if (lp.value.length === 0) return 0;
  // @NOTE the package types its ES module as CommonJS, so the default import looks like a namespace to tsc.
  const highs = await (loader as unknown as () => Promise<Highs>)();
  return highs.withModel(modelOf(lp, highs), (model) => {
    model.options.set({ output_flag: false, solver: 'simplex' });
    model.run();
    if (model.getModelStatus() !== highs.constants.modelStatus.optimal) {
      throw new Error(`The bound of ${world.name} has no optimum: HiGHS status ${model.getModelStatus()}.`);
    }
    return model.getObjectiveValue();
  });
}

function modelOf({ value, limit, starts, indices, entries }: ClairvoyantLp, highs: Highs) {
  const numCols = value.length;
  const numRows = limit.length;
  return {
    numCols,
    numRows,
    sense: highs.constants.objectiveSense.maximize,
    colCost: value,
    colLower: new Float64Array(numCols),
    colUpper: new Float64Array(numCols).fill(highs.infinity),
    rowLower: new Float64Array(numRows).fill(-highs.infinity),
    rowUpper: limit,
    matrix: { format: 'csc' as const, numRows, numCols, starts, indices, values: entries },
  };
}
