import type { RemotePorts } from '@sprk/adapter-remote';
import type { ActiveWeights, Weights, WeightsPush } from '@sprk/contracts';
import { mayPromote } from '@sprk/core';
import { AppError } from '@sprk/core/shared/errors';
import type { Logger } from '@sprk/platform';
import type { CruncherMetrics } from './cruncher-metrics.ts';
import { isRollback } from './rollback-hold.ts';

export interface PromoteDeps {
  readonly weights: Pick<RemotePorts['weights'], 'state' | 'find' | 'activate'>;
  readonly metrics: Pick<CruncherMetrics, 'activated' | 'refused'>;
  readonly log: Logger;
}

const MAX_TRIES = 5;

/**
 * Puts published weights into use, unless a gate forbids it, newer ones are in use, or a person chose others after
 * these were published.
 * @returns what to tell the matchers; undefined when other weights stay in use.
 */
export async function promoteWeights(deps: PromoteDeps, weights: Weights): Promise<WeightsPush | undefined> {
  const { version, gates } = weights;
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const { active } = await deps.weights.state();
    // By another cruncher, or by a try whose answer was lost.
    if (active?.version === version) return { active, weights };
    if (!mayPromote(gates)) return reportRefusal(deps, weights);
    if (active && (isRollback(active, weights) || (await isNewer(deps, active, weights)))) return undefined;
    await activate(deps, version, (active?.generation ?? -1) + 1);
  }
  throw new AppError('unavailable', { detail: `Other weights were activated ${MAX_TRIES} times in a row.` });
}

/** One compare-and-swap; whether it went through shows when the state is read again. */
async function activate(deps: PromoteDeps, version: string, generation: number): Promise<void> {
  const { kind } = await deps.weights.activate({ version, generation, reason: 'All gates passed.' });
  if (kind === 'unknownVersion') {
    throw new AppError('unavailable', { detail: `The registry does not know ${version}.` });
  }
  if (kind === 'stale') return;
  deps.metrics.activated.add(1);
  deps.log.info({ version, generation }, 'weights activated');
}

function reportRefusal(
  { metrics, log }: PromoteDeps,
  { version, gates, metrics: figures }: Weights,
): undefined {
  for (const { gate } of gates.filter(({ passed }) => !passed)) metrics.refused.add(1, { gate });
  log.warn({ version, gates, figures }, 'weights not promoted');
}

async function isNewer(deps: PromoteDeps, active: ActiveWeights, weights: Weights): Promise<boolean> {
  const inUse = await deps.weights.find(active.version);
  return inUse !== undefined && inUse.sequence > weights.sequence;
}
