import { type ActiveWeights, type Weights, WeightsPush, type WeightsPushResult } from '@sprk/contracts';
import { type AcceptanceModel, denseModel, initialWeights, type Sha256, weightsProblems } from '@sprk/core';
import type { Logger } from '@sprk/platform';
import { Compile } from 'typebox/compile';

/** What a batch works with: one reference, so that no batch mixes versions. */
export interface HeldWeights {
  /** Null: the weights every system starts with. */
  readonly active: ActiveWeights | null;
  readonly model: AcceptanceModel;
}
export interface WeightsHolder {
  current(): HeldWeights;
  /** -1 for the weights every system starts with. */
  readonly generation: number;
  /** Checks pushed weights and swaps to them; whatever is wrong with them, the last good ones stay. */
  offer(push: unknown): WeightsPushResult;
  /** Fetches the weights in use where a push was missed. Never rejects. */
  follow(active: ActiveWeights | null): Promise<void>;
}
export interface WeightsHolderDeps {
  readonly find: (version: string) => Promise<Weights | undefined>;
  readonly sha256: Sha256;
  readonly log: Logger;
  readonly onRefused?: () => void;
}

const MAX_PROBLEMS = 10;
const pushes = Compile(WeightsPush);

export function createWeightsHolder({ find, sha256, log, onRefused }: WeightsHolderDeps): WeightsHolder {
  let held: HeldWeights = { active: null, model: denseModel(initialWeights(sha256)) };
  let refusedGeneration = -1;
  let fetching: Promise<void> | undefined;
  const generation = () => held.active?.generation ?? -1;

  function refuse(problems: string[]): WeightsPushResult {
    onRefused?.();
    log.warn({ problems, generation: generation() }, 'weights refused');
    return { effect: 'refused', generation: generation(), problems };
  }

  function offer(push: unknown): WeightsPushResult {
    const shape = shapeProblems(push);
    if (shape.length > 0) return refuse(shape);
    const { active, weights } = push as WeightsPush;
    if (active.generation === generation() && active.version === held.active?.version) {
      return { effect: 'kept', generation: generation() };
    }
    const problems = [...weightsProblems(weights, sha256), ...orderProblems(active, weights, generation())];
    if (problems.length > 0) return refuse(problems);
    held = { active, model: denseModel(weights) };
    log.info({ version: active.version, generation: active.generation }, 'weights taken');
    return { effect: 'taken', generation: active.generation };
  }

  async function fetch(active: ActiveWeights): Promise<void> {
    try {
      const weights = await find(active.version);
      // A push may have come in the meantime.
      if (active.generation <= generation()) return;
      const { effect } = offer({ active, weights });
      // The same weights would be refused again: asked for at every sync they would cost more than they teach.
      if (effect === 'refused') refusedGeneration = active.generation;
    } catch (error) {
      log.warn({ err: error, version: active.version }, 'weights could not be fetched');
    }
  }

  return {
    current: () => held,
    get generation() {
      return generation();
    },
    offer,
    async follow(active) {
      if (active === null || active.generation <= generation()) return;
      if (active.generation === refusedGeneration) return;
      fetching ??= fetch(active).finally(() => {
        fetching = undefined;
      });
      await fetching;
    },
  };
}

function shapeProblems(push: unknown): string[] {
  if (pushes.Check(push)) return [];
  const errors = pushes.Errors(push).slice(0, MAX_PROBLEMS);
  return errors.map(({ instancePath, message }) => `${instancePath || 'the body'} ${message}`);
}

function orderProblems(active: ActiveWeights, weights: Weights, generation: number): string[] {
  const problems: string[] = [];
  if (active.version !== weights.version) problems.push('are not the version that is said to be in use');
  if (active.generation < generation) {
    problems.push(`are of generation ${active.generation}, older than ${generation} in use here`);
  }
  if (active.generation === generation) problems.push(`are not those known as generation ${generation}`);
  return problems;
}
