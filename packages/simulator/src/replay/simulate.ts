import type { PolicyStart } from '../policies/policy.ts';
import type { World } from '../world/world.ts';
import { checkDecisions } from './check-decisions.ts';
import type { Decision } from './decision.ts';
import { type ReplayOptions, replay } from './replay.ts';
import type { Score } from './score-sheet.ts';

export interface Simulation {
  readonly decisions: readonly Decision[];
  readonly score: Score;
  /** Time of the replay alone, s. */
  readonly seconds: number;
}

/** Replays a world with a policy and has the referee score it. @param onLot told the number of lots done */
export function simulate(
  world: World,
  policy: PolicyStart,
  options: ReplayOptions,
  onLot: (done: number) => void = () => {},
): Simulation {
  const startedAt = performance.now();
  const decisions: Decision[] = [];
  for (const decision of replay(world, policy, options)) onLot(decisions.push(decision));
  const seconds = (performance.now() - startedAt) / 1000;
  return { decisions, score: checkDecisions(world, decisions), seconds };
}
