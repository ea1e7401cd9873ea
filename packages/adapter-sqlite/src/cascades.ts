import type { Recommendation } from '@sprk/contracts';
import type { Cascade, CascadeStep, Lot } from '@sprk/core';

/** A cascade whose last steps are the candidates of a stored recommendation. */
interface KeptCascade extends Omit<Cascade, 'candidates'> {
  /** Round of that recommendation, and the steps before its candidates. */
  readonly kept: { readonly round: number; readonly before: readonly CascadeStep[] };
}
export type CascadeRow = Cascade | KeptCascade;

/**
 * How cascades are stored. They are large, and every step of a lot stores its state again; but their steps are what the
 * stored recommendation has anyway, so a cascade only points there. Lists of steps are told by identity, as domain
 * objects never change in place; a list that is not known here is stored in full.
 */
export class Cascades {
  readonly #known = new WeakMap<
    readonly CascadeStep[],
    { readonly lotId: string; readonly kept: KeptCascade['kept'] }
  >();

  /**
   * @param recommendation Stored in the same unit as the lot, if any.
   * @param isStored Whether the recommendation of a round is stored.
   */
  toRow(
    { id, cascade }: Lot,
    recommendation: Recommendation | undefined,
    isStored: (round: number) => boolean,
  ): CascadeRow | undefined {
    if (!cascade) return undefined;
    const { candidates, ...rest } = cascade;
    if (recommendation?.oversupplyId === id) this.#learn(candidates, recommendation);
    const entry = this.#known.get(candidates);
    if (entry?.lotId !== id) return cascade;
    const isHere = recommendation?.round === entry.kept.round || isStored(entry.kept.round);
    return isHere ? { ...rest, kept: entry.kept } : cascade;
  }

  /** @param recommendationOf The stored recommendation of a round. */
  fromRow(
    lotId: string,
    row: CascadeRow,
    recommendationOf: (round: number) => Recommendation | undefined,
  ): Cascade {
    if (!('kept' in row)) return row;
    const { kept, ...rest } = row;
    const recommendation = recommendationOf(kept.round);
    if (!recommendation)
      throw new Error(`The recommendation of round ${kept.round} of ${lotId} is not there.`);
    const candidates = [...kept.before, ...recommendation.candidates.map(withoutContributions)];
    this.#known.set(candidates, { lotId, kept });
    return { ...rest, candidates };
  }

  #learn(candidates: readonly CascadeStep[], recommendation: Recommendation): void {
    const first = candidates.length - recommendation.candidates.length;
    if (first < 0 || !recommendation.candidates.every((one, index) => isStep(candidates[first + index], one)))
      return;
    const kept = { round: recommendation.round, before: candidates.slice(0, first) };
    this.#known.set(candidates, { lotId: recommendation.oversupplyId, kept });
  }
}

function withoutContributions({
  contributions: _,
  ...step
}: Recommendation['candidates'][number]): CascadeStep {
  return step;
}

/** Whether a step says what the candidate says, and nothing more. */
function isStep(step: CascadeStep | undefined, candidate: Recommendation['candidates'][number]): boolean {
  return (
    step !== undefined &&
    step.features === candidate.features &&
    step.recipientId === candidate.recipientId &&
    step.probability === candidate.probability &&
    step.utility === candidate.utility &&
    step.massKg === candidate.massKg &&
    Object.keys(step).length === Object.keys(candidate).length - 1
  );
}
