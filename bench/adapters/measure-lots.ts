import { openBenchSystem } from './bench-system.ts';
import { PUBLISH } from './labels.ts';
import { liveLots } from './lot-life.ts';
import { type Stored, storedBytes } from './stored-bytes.ts';
import { scaled, type Tally } from './tally.ts';

export interface LotCost {
  /** Of one lot, by step. */
  readonly steps: ReadonlyMap<string, Tally>;
  /** Of one lot. */
  readonly stored: Stored;
  /** One publication and activation, whatever was learned. */
  readonly publication: Tally;
}

/** Side of a city with more than ten recipients in reach of each supplier. */
const SIDE = { alone: 4, burst: 10 };
const BURST = 200;

/** One lot with nobody around, after another one: nothing is shared. The same counts in every run. */
export function measureLotAlone(): Promise<LotCost> {
  return measure({ count: 1, side: SIDE.alone, isRelaying: false });
}

/** 200 lots that take each step together, while the relay runs: pages and batches are shared. */
export function measureBurst(): Promise<LotCost> {
  return measure({ count: BURST, side: SIDE.burst, isRelaying: true });
}

interface Regime {
  readonly count: number;
  readonly side: number;
  readonly isRelaying: boolean;
}

async function measure({ count, side, isRelaying }: Regime): Promise<LotCost> {
  await using system = await openBenchSystem({ side, isRelaying });
  const { meter, learner } = system;
  await liveLots(system, 1);
  const before = await storedBytes(system);
  meter.reset();
  await liveLots(system, count);
  const steps = new Map([...meter.tallies()].map(([label, tally]) => [label, scaled(tally, 1 / count)]));
  const after = await storedBytes(system);
  meter.reset();
  await meter.within(PUBLISH, () => learner.publish());
  await system.settle();
  const publication = meter.tallies().get(PUBLISH);
  if (!publication) throw new Error('Nothing was published.');
  const stored = {
    keptBytes: (after.keptBytes - before.keptBytes) / count,
    passingBytes: (after.passingBytes - before.passingBytes) / count,
  };
  return { steps, stored, publication };
}
