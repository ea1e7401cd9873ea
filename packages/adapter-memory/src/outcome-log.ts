import type { Outcome } from '@sprk/contracts';
import type { OutcomeLog } from '@sprk/core';
import { checkUnitSize } from '@sprk/core/ports/unit-size';
import type { MemoryState } from './memory-state.ts';

export function createMemoryOutcomeLog(state: MemoryState): OutcomeLog {
  return {
    async append(outcomes) {
      checkUnitSize(outcomes.length);
      const appended: Outcome[] = [];
      for (const outcome of outcomes) {
        const key = naturalKey(outcome);
        if (state.outcomeKeys.has(key)) continue;
        state.outcomeKeys.add(key);
        state.outcomes.push(structuredClone(outcome));
        appended.push(structuredClone(outcome));
      }
      return { appended, nextPosition: state.outcomes.length };
    },
    async read(fromPosition, limit) {
      return structuredClone(state.outcomes.slice(fromPosition, fromPosition + limit));
    },
  };
}

function naturalKey({ oversupplyId, recipientId, attempt, kind }: Outcome): string {
  return JSON.stringify([oversupplyId, recipientId, attempt, kind]);
}
