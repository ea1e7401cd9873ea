import { type PersistDeps, persist, type RemoteClient } from '@sprk/adapter-remote';
import type { WeightsPush } from '@sprk/contracts';
import type { Logger } from '@sprk/platform';
import type { CruncherMetrics } from './cruncher-metrics.ts';

export interface Matcher {
  readonly url: string;
  readonly client: Pick<RemoteClient, 'post'>;
}
export interface PushDeps extends PersistDeps {
  readonly matchers: readonly Matcher[];
  readonly log: Logger;
  readonly metrics: Pick<CruncherMetrics, 'pushes'>;
}

const TRY_MS = 2000;

/**
 * Gives weights to every matcher at once, trying for 2 s. Never rejects: a matcher that is down or refuses finds
 * the weights in use through its directory.
 */
export async function pushWeights(deps: PushDeps, push: WeightsPush, signal?: AbortSignal): Promise<void> {
  const { matchers, log, metrics, clock } = deps;
  async function pushTo({ url, client }: Matcher): Promise<void> {
    const untilMs = clock.now() + TRY_MS;
    try {
      await persist(deps, () => client.post('/internal/v1/weights', push), untilMs, signal);
      metrics.pushes.add(1, { result: 'taken' });
    } catch (error) {
      metrics.pushes.add(1, { result: 'failed' });
      log.warn({ err: error, url, version: push.active.version }, 'weights were not taken by a matcher');
    }
  }
  await Promise.all(matchers.map(pushTo));
}
