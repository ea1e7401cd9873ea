import type { PolicyName } from '@sprk/simulator';
import type { MatchingRow } from './table.ts';

interface Goal {
  /** Part of the world's name. */
  readonly world: string;
  readonly policy: PolicyName;
  readonly leastRatio: number;
  readonly mostGini?: number;
}

const GOALS: readonly Goal[] = [
  { world: 'base-1', policy: 'learned-prices-fair', leastRatio: 0.87, mostGini: 0.25 },
  { world: 'base-2', policy: 'learned-prices-fair', leastRatio: 0.87, mostGini: 0.25 },
  { world: 'tight-1', policy: 'learned-prices-fair', leastRatio: 0.77, mostGini: 0.31 },
  { world: 'overload-1', policy: 'learned-prices-fair', leastRatio: 0.785, mostGini: 0.3 },
  { world: 'long-1', policy: 'learned-prices-fair', leastRatio: 0.885, mostGini: 0.22 },
  { world: 'base-1', policy: 'oracle-dp-prices', leastRatio: 0.91 },
  { world: 'base-2', policy: 'oracle-dp-prices', leastRatio: 0.91 },
  { world: 'tight-1', policy: 'oracle-dp-prices', leastRatio: 0.785 },
  { world: 'overload-1', policy: 'oracle-dp-prices', leastRatio: 0.805 },
];

/** Which goals of the rows that were run are met. */
export function goalsMet(rows: readonly MatchingRow[]): Record<string, boolean> {
  const met: Record<string, boolean> = {};
  for (const { world, policy, leastRatio, mostGini = 1 } of GOALS) {
    const row = rows.find((each) => each.world.includes(world) && each.policy === policy);
    if (!row) continue;
    const limits = mostGini < 1 ? `>= ${leastRatio}, gini <= ${mostGini}` : `>= ${leastRatio}`;
    met[`${world} ${policy} ${limits}`] = row.ratio >= leastRatio && row.score.gini <= mostGini;
  }
  for (const row of rows.filter(({ policy }) => policy === 'learned-prices-fair')) {
    const nearest = rows.find(({ world, policy }) => world === row.world && policy === 'nearest');
    if (nearest) {
      met[`${row.world} worth more than nearest`] = row.ratio > nearest.ratio;
      met[`${row.world} fairer than nearest by a third`] = row.score.gini <= (2 / 3) * nearest.score.gini;
    }
    met[`${row.world} at most 2.2 attempts`] = row.score.attemptsPerLot <= 2.2;
  }
  met['no rule broken'] = rows.every(({ score }) => score.broken.length === 0);
  return met;
}
