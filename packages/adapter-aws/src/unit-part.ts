import type { Refusal, UnitWrite } from './unit-of-work.ts';

export type StoredItem = Readonly<Record<string, unknown>>;

/** One write of a unit, and what it means when its condition does not hold. */
export interface UnitPart<R> {
  readonly write: UnitWrite;
  /** @param stored The item that stands against it, if there is one and the write asked for it. */
  readonly refused?: (stored: StoredItem | undefined) => R;
}

/** Why a unit was refused: the word of its first part that was, so the order of the parts is the order of the reasons. */
export function reasonOf<R>(parts: readonly UnitPart<R>[], { failed }: Refusal): R {
  const first = Math.min(...failed.keys());
  const refused = parts[first]?.refused;
  if (!refused) throw new Error(`Part ${first} of the unit was refused, which has no condition.`);
  return refused(failed.get(first));
}
