import type { Outcome } from '@sprk/contracts';
import { type Learner, learn, type OutcomeLog } from '@sprk/core';

const PAGE = 1000;

/** Learns in the order given. @returns how many taught something */
export function learnAll(learner: Learner, outcomes: readonly Outcome[]): number {
  return outcomes.reduce((count, outcome) => count + (learn(learner, outcome) ? 1 : 0), 0);
}

/** Learns what the log holds beyond the learner's position, in the log's order. @returns how many were read */
export async function followLog(
  outcomes: Pick<OutcomeLog, 'read'>,
  learner: Learner,
  toPosition = Number.POSITIVE_INFINITY,
): Promise<number> {
  let count = 0;
  while (learner.position < toPosition) {
    const page = await outcomes.read(learner.position, Math.min(PAGE, toPosition - learner.position));
    learnAll(learner, page);
    count += page.length;
    if (page.length === 0) break;
  }
  return count;
}
