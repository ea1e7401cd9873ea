import { sleep } from '@sprk/adapter-remote';
import { activateWeights } from '@sprk/backend/weights/activate-weights';
import { consumeOutcomes } from '@sprk/cruncher/consume-outcomes';
import type { LearningState } from '@sprk/cruncher/learning-state';
import { loadState } from '@sprk/cruncher/load-state';
import { promoteWeights } from '@sprk/cruncher/promote-weights';
import { publishWeights } from '@sprk/cruncher/publish-weights';
import { sha256 } from '../../tests/harness/backend-slot.ts';
import { silentMetrics } from '../../tests/harness/silent-metrics.ts';
import type { BenchMatcherDeps } from './bench-matcher.ts';

const LEASE_SECONDS = 60;
/** What the cruncher takes at once. */
const LARGEST_BATCH = 100;
const WAIT_MS = 1000;

/** The cruncher's own code, a batch at a time. */
export function createBenchLearner({ ports, queues, clock, ids, random, log, meter }: BenchMatcherDeps) {
  const weights = {
    find: ports.weights.find,
    publish: ports.weights.publish,
    async state() {
      const [active, { items }] = await Promise.all([
        ports.weights.active(),
        ports.weights.list({ limit: 1 }),
      ]);
      return { active: active ?? null, newest: items[0] ?? null };
    },
    async activate({ version, generation, reason }: { version: string; generation: number; reason: string }) {
      const change = { version, generation, reason, by: 'cruncher', audit: [] };
      const active = await activateWeights({ ports, clock }, change);
      if (active === 'stale') throw new Error('Other weights were activated.');
      return { kind: 'activated' as const, active };
    },
  };
  const step = {
    queues,
    weights,
    outcomes: ports.outcomes,
    clock,
    ids,
    sleep,
    random,
    log,
    sha256,
    metrics: silentMetrics,
  };
  let loaded: LearningState | undefined;
  const load = async () => {
    loaded ??= await meter.within(undefined, () => loadState(step));
    return loaded;
  };
  return {
    /** Receives and appends what waits. @returns how many outcomes there were */
    async work(): Promise<number> {
      const state = await load();
      const options = { max: LARGEST_BATCH, leaseSeconds: LEASE_SECONDS, waitMs: WAIT_MS };
      const messages = await queues.receive('outcomes', options);
      if (messages.length > 0) await consumeOutcomes(step, state, messages, new AbortController().signal);
      return messages.length;
    },
    /** Publishes what was learned and puts it into use, whatever the gates say: that it costs is the point here. */
    async publish(): Promise<void> {
      const state = await load();
      await publishWeights(step, state);
      if (!state.parent) throw new Error('Nothing was published.');
      await promoteWeights(step, { ...state.parent, gates: [] });
    },
  };
}
