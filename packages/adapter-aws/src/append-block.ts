import type { Outcome } from '@sprk/contracts';
import type { OutcomeLog } from '@sprk/core';
import { NO_EFFECTS } from './effects.ts';
import type { Kernel } from './kernel.ts';
import { blockWrite, markerWrite } from './outcome-items.ts';
import { findEnd } from './read-outcomes.ts';

type Appended = Awaited<ReturnType<OutcomeLog['append']>>;

/**
 * Appends what is new of up to MAX_BLOCK_OUTCOMES outcomes as one block. Begins anew without those that turn out to be
 * known, and behind a block that somebody else was faster with.
 * @param end where the log probably ends
 */
export async function appendBlock(
  { deps, unit }: Kernel,
  outcomes: readonly Outcome[],
  end: number,
): Promise<Appended> {
  let fresh = outcomes;
  let first = end;
  while (fresh.length > 0) {
    const writes = [blockWrite(deps, first, fresh), ...fresh.map((outcome) => markerWrite(deps, outcome))];
    const result = await unit.commit(writes, NO_EFFECTS);
    if (result.kind === 'committed') break;
    fresh = fresh.filter((_, index) => !result.failed.has(index + 1));
    if (result.failed.has(0) || fresh.length === 0) first = await findEnd(deps);
  }
  return { appended: fresh, nextPosition: first + fresh.length };
}
