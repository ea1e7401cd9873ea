import { expectCounts } from './expect-counts.ts';
import { measureIdleHour } from './idle-hour.ts';
import { LABELS, PUBLISH } from './labels.ts';
import { type LotCost, measureBurst, measureLotAlone } from './measure-lots.ts';
import { rowOf, shown, tableOf } from './table.ts';
import { sumOf, type Tally, UNITS } from './tally.ts';
import { LOTS_A_YEAR, type YearlyPrice, yearlyPrice } from './yearly-price.ts';

/** `npm run bench -- adapters [expect]`: what a lot costs on AWS, counted on the emulator; or only what a test expects. */
export async function benchAdapters(argv: readonly string[]): Promise<Record<string, unknown>> {
  if (argv[0] === 'expect') return await expectCounts();
  const alone = await measureLotAlone();
  print(tableOf(inOrder(alone), 'one lot alone', true));
  print(tableOf(new Map([[PUBLISH, alone.publication]]), 'once', false));
  const burst = await measureBurst();
  print(tableOf(inOrder(burst), 'a lot of 200', true));
  const idle = await measureIdleHour();
  print(tableOf(idle, 'an idle hour', true));
  const all = sumOf(idle.values());
  const years = {
    alone: LOTS_A_YEAR.map((lots) => yearlyPrice(lots, alone, all)),
    burst: LOTS_A_YEAR.map((lots) => yearlyPrice(lots, burst, all)),
  };
  for (const [regime, prices] of Object.entries(years)) print(priceTable(regime, prices));
  const result = (cost: LotCost) => ({ steps: Object.fromEntries(inOrder(cost)), stored: cost.stored });
  return {
    alone: result(alone),
    burst: result(burst),
    publication: alone.publication,
    idle: Object.fromEntries(idle),
    years,
  };
}

/** In the order of a lot's life. */
function inOrder({ steps }: LotCost): ReadonlyMap<string, Tally> {
  return new Map(
    Object.values(LABELS).flatMap((label) => {
      const tally = steps.get(label);
      return tally ? [[label, tally] as const] : [];
    }),
  );
}

function priceTable(regime: string, prices: readonly YearlyPrice[]): string {
  const rows = [
    ...UNITS.map((unit) => [unit, ...prices.map(({ requests }) => shown(requests[unit]))]),
    ['publications of weights', ...prices.map(({ publications }) => shown(publications))],
    ['storage, first year', ...prices.map(({ storage }) => shown(storage))],
    ['idle polling', ...prices.map(({ idle }) => shown(idle))],
    ['in all', ...prices.map(({ sum }) => shown(sum))],
  ];
  const head = [`USD a year (${regime})`, ...prices.map(({ lots }) => `${lots / 1e6} M lots`)];
  return [head, ['---', ...prices.map(() => '---:')], ...rows].map(rowOf).join('\n');
}

function print(table: string): void {
  process.stderr.write(`${table}\n\n`);
}
