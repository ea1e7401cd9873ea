import { costOf } from './cost.ts';
import { callsOf, sumOf, type Tally } from './tally.ts';

const COLUMNS: readonly (readonly [string, (tally: Tally) => number])[] = [
  ['DynamoDB calls', (tally) => callsOf(tally, 'dynamodb')],
  ['WRU', ({ units }) => units.writeUnits],
  ['RRU', ({ units }) => units.readUnits],
  ['SQS', ({ units }) => units.sqsRequests],
  ['events', ({ units }) => units.busEvents],
  ['rule to SQS', ({ units }) => units.ruleSends],
  ['S3 write', ({ units }) => units.s3Writes],
  ['S3 read', ({ units }) => units.s3Reads],
  ['USD per million', (tally) => costOf(tally) * 1e6],
];

/** Rows and their sum, as a table of Markdown. */
export function tableOf(rows: ReadonlyMap<string, Tally>, title: string, withSum: boolean): string {
  const all = withSum ? new Map([...rows, ['in all', sumOf(rows.values())]]) : rows;
  const lines = [...all].map(([name, tally]) => {
    return rowOf([name, ...COLUMNS.map(([, figure]) => shown(figure(tally)))]);
  });
  const head = rowOf([title, ...COLUMNS.map(([name]) => name)]);
  return [head, rowOf(['---', ...COLUMNS.map(() => '---:')]), ...lines].join('\n');
}

export function rowOf(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** Two digits where there are few before the point. */
export function shown(figure: number): string {
  const digits = Number.isInteger(figure) || figure >= 100 ? 0 : figure >= 10 ? 1 : 2;
  return figure.toFixed(digits);
}
