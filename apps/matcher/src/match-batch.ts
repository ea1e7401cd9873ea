import {
  keepLeased,
  type PersistDeps,
  persist,
  type RemoteMessage,
  type RemotePorts,
} from '@sprk/adapter-remote';
import { queueNamed } from '@sprk/core';
import type { Logger } from '@sprk/platform';
import { type ComputeDeps, computeAnswers } from './compute-answers.ts';
import { createGiveBack, type GiveBack, reasonOf } from './give-back.ts';
import type { MatcherMetrics } from './matcher-metrics.ts';
import { type MatchJob, readMatchRequest } from './read-match-request.ts';
import { type Sent, sendAnswers } from './send-answers.ts';
import type { WeightsHolder } from './weights-holder.ts';

export interface MatchBatchDeps extends Omit<ComputeDeps, 'metrics'>, PersistDeps {
  readonly queues: RemotePorts['queues'];
  readonly recommendations: RemotePorts['recommendations'];
  readonly weights: Pick<WeightsHolder, 'current'>;
  readonly metrics: MatcherMetrics;
  readonly log: Logger;
}

const QUEUE = 'match-requests';
const { leaseSeconds: LEASE_SECONDS } = queueNamed(QUEUE);
/** The view of the city may be this old; the backend's own conditions decide in the end. */
const DIRECTORY_AGE_MS = 100;
/** Longest try to hand a batch over: an answer that waits longer is better computed anew. */
const SEND_MS = 20_000;

/**
 * Answers leased match requests: reads, computes, posts and acknowledges them. Never throws and never loses one:
 * what could not be answered is given back, or comes again when its lease has run out.
 * @param signal aborted: the running try to reach the backend is the last one.
 */
export async function matchBatch(
  deps: MatchBatchDeps,
  messages: readonly RemoteMessage[],
  signal: AbortSignal,
): Promise<void> {
  const { queues, clock, metrics, log } = deps;
  const held = new Set(messages.map(({ receipt }) => receipt));
  const heart = { queues, sleep: deps.sleep, onFailure: () => metrics.failures.add(1, { at: 'heartbeat' }) };
  await using _lease = keepLeased(heart, {
    queue: QUEUE,
    leaseSeconds: LEASE_SECONDS,
    receipts: () => [...held],
  });
  metrics.batchSize.record(messages.length);
  const startedAt = clock.now();
  const give = createGiveBack(deps, held);
  try {
    const jobs = await sortOut(deps, messages, held);
    const sent = jobs.length > 0 ? await answer(deps, jobs, give, startedAt + SEND_MS, signal) : [];
    await close(deps, sent, held, give, startedAt + SEND_MS, signal);
  } catch (error) {
    metrics.failures.add(1, { at: 'batch' });
    log.warn({ err: error, messages: held.size }, 'batch failed');
    const reason = reasonOf('The batch failed', error);
    await Promise.all(messages.map((message) => give(message, reason)));
  }
}

/** Sets aside what can never be answered. */
async function sortOut(deps: MatchBatchDeps, messages: readonly RemoteMessage[], held: Set<string>) {
  const jobs: MatchJob[] = [];
  for (const message of messages) {
    const read = readMatchRequest(message);
    if ('request' in read) {
      jobs.push(read);
      continue;
    }
    deps.metrics.deadLetters.add(1);
    deps.log.warn({ messageId: message.id, problem: read.problem }, 'match request set aside');
    held.delete(message.receipt);
    await deps.queues.deadLetter(QUEUE, message.receipt, read.problem);
  }
  return jobs;
}

async function answer(
  deps: MatchBatchDeps,
  jobs: readonly MatchJob[],
  give: GiveBack,
  untilMs: number,
  signal: AbortSignal,
): Promise<Sent[]> {
  const { sync, clock, metrics, log } = deps;
  try {
    await sync.refresh(clock.now() - DIRECTORY_AGE_MS);
  } catch (error) {
    // An older view still gives good answers; without any there are none.
    if (sync.syncedAt === undefined) throw error;
  }
  const { model } = deps.weights.current();
  const booking = deps.mirror.tentative.open();
  try {
    const ready = [];
    for (const { job, result } of await computeAnswers(deps, jobs, model, booking)) {
      if ('recommendation' in result) {
        ready.push({ job, recommendation: result.recommendation });
        continue;
      }
      metrics.failures.add(1, { at: 'compute' });
      log.error({ err: result.error, oversupplyId: job.request.oversupplyId }, 'match failed');
      await give(job, reasonOf('The match failed', result.error));
    }
    return await sendAnswers(deps, ready, untilMs, signal);
  } finally {
    booking.settle();
  }
}

/** Acknowledges what has taken effect, gives the rest back. */
async function close(
  deps: MatchBatchDeps,
  sent: readonly Sent[],
  held: Set<string>,
  give: GiveBack,
  untilMs: number,
  signal: AbortSignal,
): Promise<void> {
  const { queues, metrics, clock } = deps;
  const done: string[] = [];
  for (const one of sent) {
    metrics.answers.add(1, { effect: one.effect });
    if (one.effect === 'failed') await give(one.job, 'The backend could not store the answer.');
    else if ('error' in one) await give(one.job, reasonOf('The answer was not taken', one.error));
    else {
      done.push(one.job.receipt);
      if (one.job.eventAt !== undefined) metrics.latency.record((clock.now() - one.job.eventAt) / 1000);
    }
  }
  for (const receipt of done) held.delete(receipt);
  // Without it they would come again and be answered `stale`: no harm, but work.
  if (done.length > 0) await persist(deps, () => queues.acknowledge(QUEUE, done), untilMs, signal);
}
