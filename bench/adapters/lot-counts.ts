import { PUBLISH } from './labels.ts';
import { measureLotAlone } from './measure-lots.ts';
import type { Tally } from './tally.ts';

/** What a lot alone and one publication of weights take, as `<step>: <call or unit>`; sorted, and nothing that is 0. */
export async function lotCounts(): Promise<Readonly<Record<string, number>>> {
  const { steps, publication } = await measureLotAlone();
  const counts = [...steps, [PUBLISH, publication] as const].flatMap(([step, tally]) =>
    countsOf(step, tally),
  );
  return Object.fromEntries(counts.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function countsOf(step: string, { calls, units }: Tally): (readonly [string, number])[] {
  return Object.entries({ ...calls, ...units })
    .filter(([, count]) => count > 0)
    .map(([name, count]) => [`${step}: ${name}`, count]);
}
