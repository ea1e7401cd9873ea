import type { RemotePorts } from '@sprk/adapter-remote';
import { type Clock, promotionGates, type Sha256, toWeights } from '@sprk/core';
import { AppError } from '@sprk/core/shared/errors';
import type { Logger } from '@sprk/platform';
import type { CruncherMetrics } from './cruncher-metrics.ts';
import { followLog } from './follow-log.ts';
import type { LearningState } from './learning-state.ts';
import { loadState } from './load-state.ts';
import { refitCalibration } from './refit-calibration.ts';
import { rollbackGate } from './rollback-hold.ts';
import { createSeededRandom } from './seeded-random.ts';

export interface PublishDeps {
  readonly outcomes: Pick<RemotePorts['outcomes'], 'read'>;
  readonly weights: Pick<RemotePorts['weights'], 'state' | 'publish'>;
  readonly clock: Clock;
  readonly ids: { next(prefix: 'wts'): string };
  readonly sha256: Sha256;
  readonly metrics: Pick<CruncherMetrics, 'published'>;
  readonly log: Logger;
}

const MIN_NEW = 10;
const MIN_NEW_SHARE = 0.02;
const LONGEST_MS = 30_000;
/** In a storm of outcomes artefacts would otherwise be made faster than they can be used. */
const SHORTEST_MS = 1000;
const MAX_TRIES = 5;

/** Whether enough was learned, or something long enough ago, for new weights. */
export function isPublicationDue(state: LearningState, now: number): boolean {
  const { labelled } = state.learner;
  const fresh = labelled - state.publishedLabelled;
  const waitedMs = Math.abs(now - state.publishedAt);
  if (fresh <= 0 || waitedMs < SHORTEST_MS) return false;
  return fresh >= Math.max(MIN_NEW, MIN_NEW_SHARE * labelled) || waitedMs >= LONGEST_MS;
}

/**
 * Publishes what was learned as the next weights. Where another cruncher was first, goes on from its weights and
 * tries again if there is still something new.
 */
export async function publishWeights(deps: PublishDeps, state: LearningState): Promise<void> {
  const { clock, sha256, metrics, log } = deps;
  refitCalibration(state);
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const { learner, parent } = state;
    const { active } = await deps.weights.state();
    const random = createSeededRandom(learner.position);
    const gates = [...promotionGates(learner, random), rollbackGate(active, parent)];
    const facts = { version: deps.ids.next('wts'), createdAt: new Date(clock.now()).toISOString() };
    const weights = toWeights(learner, { ...facts, parent, gates }, sha256);
    const { kind } = await deps.weights.publish(weights);
    if (kind === 'published') {
      state.parent = weights;
      state.publishedLabelled = learner.labelled;
      state.publishedAt = clock.now();
      state.promotionOpen = true;
      metrics.published.add(1);
      const { version, sequence, metrics: figures } = weights;
      log.info({ version, sequence, figures }, 'weights published');
      return;
    }
    await followNewest(deps, state);
    if (state.learner.labelled <= state.publishedLabelled) return;
  }
  throw new AppError('unavailable', { detail: `Other weights were published ${MAX_TRIES} times in a row.` });
}

/** Takes the newest weights as the parent. The judged predictions stay: they are of the same outcomes. */
async function followNewest(deps: PublishDeps, state: LearningState): Promise<void> {
  const fresh = await loadState(deps);
  const { position } = fresh.learner;
  await followLog(deps.outcomes, state.learner, position);
  const { window } = state.learner.position === position ? state.learner : fresh.learner;
  Object.assign(state, fresh, { learner: { ...fresh.learner, window } });
}
