import type { SqsConsumer } from '@sprk/adapter-aws/sqs-consumer';
import type { VirtualClock } from '@sprk/adapter-memory';
import { sleep } from '@sprk/adapter-remote';
import { stepDeps } from '@sprk/backend/step-deps';
import { AppError, type Ids, type Ports, type Random, receiveRecommendation, recommend } from '@sprk/core';
import { createDirectoryMirror } from '@sprk/matcher/directory-mirror';
import { createDirectorySync } from '@sprk/matcher/directory-sync';
import { matchBatch } from '@sprk/matcher/match-batch';
import { createWeightsHolder } from '@sprk/matcher/weights-holder';
import type { Logger } from '@sprk/platform';
import { sha256 } from '../../tests/harness/backend-slot.ts';
import { silentMetrics } from '../../tests/harness/silent-metrics.ts';
import { LABELS } from './labels.ts';
import type { Meter } from './meter.ts';

export interface BenchMatcherDeps {
  readonly ports: Ports;
  /** Its own way to the queue. */
  readonly queues: Omit<SqsConsumer, 'oldestAgeSeconds'>;
  readonly clock: VirtualClock;
  readonly ids: Ids;
  readonly random: Random;
  readonly log: Logger;
  readonly meter: Meter;
}

type Recommended = Parameters<typeof receiveRecommendation>[1];

const DIRECTORY_PAGE = 1000;
const LEASE_SECONDS = 30;
const LARGEST_BATCH = 256;
const WAIT_MS = 5000;

/** The matcher's own code, a batch at a time; what it asks of the backend is answered without HTTP. */
export function createBenchMatcher({ ports, queues, clock, ids, random, log, meter }: BenchMatcherDeps) {
  const steps = stepDeps({ ports, clock, ids });
  const directory = {
    changes: (after: string | undefined) =>
      meter.within(LABELS.follow, async () => {
        const [page, activeWeights] = await Promise.all([
          ports.directory.changes(after, DIRECTORY_PAGE),
          ports.weights.active(),
        ]);
        return { ...page, activeWeights: activeWeights ?? null };
      }),
  };
  const recommendations = {
    answer: ({ recommendations: all }: { readonly recommendations: readonly Recommended[] }) =>
      meter.within(LABELS.recommend, async () => ({ results: await Promise.all(all.map(apply)) })),
  };

  async function apply(recommendation: Recommended) {
    const { lot, changed } = await receiveRecommendation(steps, recommendation);
    if (!changed || lot.status !== 'offered')
      throw new AppError('internal', { detail: 'No offer was made.' });
    return { oversupplyId: lot.id, effect: 'offered' as const };
  }

  const mirror = createDirectoryMirror({ clock });
  const weights = createWeightsHolder({ find: ports.weights.find, sha256, log });
  const sync = createDirectorySync({ directory, mirror, clock, onActiveWeights: weights.follow });
  const deps = {
    queues,
    recommendations,
    mirror,
    sync,
    weights,
    recommend,
    clock,
    sleep,
    random,
    log,
    metrics: silentMetrics,
  };
  return {
    /** Receives and answers what waits. @returns how many requests there were */
    async work(): Promise<number> {
      const options = { max: LARGEST_BATCH, leaseSeconds: LEASE_SECONDS, waitMs: WAIT_MS };
      const messages = await queues.receive('match-requests', options);
      if (messages.length > 0) await matchBatch(deps, messages, new AbortController().signal);
      return messages.length;
    },
  };
}
