import type { GateResult } from '@sprk/contracts';
import { logLoss, pairedBootstrap } from '@sprk/numerics';
import type { Learner } from './learner.ts';

const LARGEST_WEIGHT = 20;
const FEWEST_FOR_COMPARISON = 50;

/**
 * May the learner's weights replace those in use? Each gate with its figure: finite and bounded weights, and a
 * progressive log-loss that is not worse than that of the chances the offers were made under (paired bootstrap, 95 %).
 * @param random uniform in [0, 1), seeded for a repeatable verdict
 */
export function promotionGates(learner: Learner, random: () => number): GateResult[] {
  const largest = largestWeight(learner);
  return [
    { gate: 'finite', passed: Number.isFinite(largest) },
    {
      gate: 'bounded',
      passed: largest <= LARGEST_WEIGHT,
      value: finiteOr(largest, -1),
      limit: LARGEST_WEIGHT,
    },
    notWorse(learner, random),
  ];
}

export function mayPromote(gates: readonly GateResult[]): boolean {
  return gates.every(({ passed }) => passed);
}

function notWorse({ window }: Learner, random: () => number): GateResult {
  const gate = 'log_loss_not_worse';
  if (window.length < FEWEST_FOR_COMPARISON) return { gate, passed: true };
  const challenger = window.map(({ challenger: p, accepted, weight }) => weight * logLoss(p, accepted));
  const champion = window.map(({ champion: p, accepted, weight }) => weight * logLoss(p, accepted));
  const { lower } = pairedBootstrap(challenger, champion, { random, rounds: 500, level: 0.95 });
  return { gate, passed: lower <= 0, value: lower, limit: 0 };
}

function largestWeight({ model, touched }: Learner): number {
  let largest = 0;
  for (const index of touched) {
    const size = Math.abs(model.mean[index] ?? 0);
    if (!Number.isFinite(size)) return Number.NaN;
    largest = Math.max(largest, size);
  }
  return largest;
}

function finiteOr(value: number, fallback: number): number {
  return Number.isFinite(value) ? value : fallback;
}
