import type { Outcome } from '@sprk/contracts';
import type { OutcomeLog } from '@sprk/core';
import { checkUnitSize } from '@sprk/core/ports/unit-size';
import { appendBlock } from './append-block.ts';
import { chunks } from './chunks.ts';
import type { Kernel } from './kernel.ts';
import { MAX_BLOCK_OUTCOMES, naturalKey } from './outcome-items.ts';
import { findEnd, readOutcomes } from './read-outcomes.ts';

export function createAwsOutcomeLog(kernel: Kernel): OutcomeLog {
  const { deps } = kernel;
  return {
    async append(outcomes) {
      checkUnitSize(outcomes.length);
      const appended: Outcome[] = [];
      let end = await findEnd(deps);
      for (const part of chunks(distinct(outcomes), MAX_BLOCK_OUTCOMES)) {
        const block = await appendBlock(kernel, part, end);
        appended.push(...block.appended);
        end = block.nextPosition;
      }
      return { appended, nextPosition: end };
    },
    read: (fromPosition, limit) => readOutcomes(deps, fromPosition, limit),
  };
}

/** The first word on each counts. */
function distinct(outcomes: readonly Outcome[]): readonly Outcome[] {
  const byKey = new Map<string, Outcome>();
  for (const outcome of outcomes) {
    const key = naturalKey(outcome);
    if (!byKey.has(key)) byKey.set(key, outcome);
  }
  return [...byKey.values()];
}
