import type { PolicyName, Score } from '@sprk/simulator';

export interface MatchingRow {
  readonly world: string;
  readonly policy: PolicyName;
  /** Value over that of the clairvoyant LP. */
  readonly ratio: number;
  readonly score: Score;
  readonly seconds: number;
}

const COLUMNS = [
  ['world', 28],
  ['policy', 20],
  ['ratio', 7],
  ['gini', 7],
  ['kg', 9],
  ['km/t', 8],
  ['attempts', 9],
  ['served', 7],
  ['broken', 7],
  ['s', 6],
] as const;

export function headLine(): string {
  return line(COLUMNS.map(([title]) => title));
}

export function rowLine({ world, policy, ratio, score, seconds }: MatchingRow): string {
  return line([
    world,
    policy,
    ratio.toFixed(4),
    score.gini.toFixed(4),
    score.massKg.toFixed(0),
    score.kmPerTonne.toFixed(0),
    score.attemptsPerLot.toFixed(2),
    score.servedShare.toFixed(3),
    String(score.broken.length),
    seconds.toFixed(1),
  ]);
}

/** Words to the left, numbers to the right. */
function line(cells: readonly string[]): string {
  return COLUMNS.map(([, width], index) => {
    const cell = cells[index] ?? '';
    return index < 2 ? cell.padEnd(width) : cell.padStart(width);
  }).join(' ');
}
