import { setImmediate as nextTurn } from 'node:timers/promises';
import type { MatchRequest, Recommendation } from '@sprk/contracts';
import { type AcceptanceModel, assessRecipient, type Clock, type recommend, withReach } from '@sprk/core';
import type { DirectoryMirror } from './directory-mirror.ts';
import type { DirectorySync } from './directory-sync.ts';
import type { MatcherMetrics } from './matcher-metrics.ts';
import type { MatchJob } from './read-match-request.ts';
import type { Booking } from './tentative-load.ts';

export interface ComputeDeps {
  readonly mirror: DirectoryMirror;
  readonly sync: DirectorySync;
  readonly clock: Clock;
  readonly metrics: Pick<MatcherMetrics, 'computing'>;
  readonly recommend: typeof recommend;
}
export interface Answer {
  readonly job: MatchJob;
  readonly result: { readonly recommendation: Recommendation } | { readonly error: unknown };
}

/** Health checks and pushed weights get a turn after this much computing. */
const LONGEST_TURN_MS = 10;

/**
 * Computes all answers of a batch with one model. "Nobody" is only said on a view of the city that is newer than
 * the request: a recipient that was created just before the lot must not be missed.
 */
export async function computeAnswers(
  deps: ComputeDeps,
  jobs: readonly MatchJob[],
  model: AcceptanceModel,
  booking: Booking,
): Promise<Answer[]> {
  const receivedAt = deps.clock.now();
  const answers = await computeAll(deps, jobs, model, booking);
  const empty = answers.filter(isEmpty).map(({ job }) => job);
  if (empty.length === 0 || (deps.sync.syncedAt ?? 0) >= receivedAt) return answers;
  const others = answers.filter((answer) => !isEmpty(answer));
  try {
    await deps.sync.refresh(receivedAt);
    return [...others, ...(await computeAll(deps, empty, model, booking))];
  } catch (error) {
    return [...others, ...empty.map((job) => ({ job, result: { error } }))];
  }
}

async function computeAll(
  deps: ComputeDeps,
  jobs: readonly MatchJob[],
  model: AcceptanceModel,
  booking: Booking,
): Promise<Answer[]> {
  const { clock, metrics } = deps;
  const answers: Answer[] = [];
  let turnStartedAt = clock.now();
  for (const job of jobs) {
    const startedAt = clock.now();
    answers.push({ job, result: compute(deps, job, model, booking) });
    const now = clock.now();
    metrics.computing.record((now - startedAt) / 1000);
    if (now - turnStartedAt < LONGEST_TURN_MS) continue;
    await nextTurn();
    turnStartedAt = clock.now();
  }
  return answers;
}

function compute(deps: ComputeDeps, job: MatchJob, model: AcceptanceModel, booking: Booking) {
  const { mirror, clock } = deps;
  try {
    const now = clock.now();
    const recommendation = deps.recommend(job.request, mirror, model, now);
    bookFirstChoice(mirror, job.request, recommendation, now, booking);
    const { traceparent } = job;
    return {
      recommendation: traceparent === undefined ? recommendation : { ...recommendation, traceparent },
    };
  } catch (error) {
    return { error };
  }
}

function bookFirstChoice(
  mirror: DirectoryMirror,
  { registration, maxDistanceKm }: MatchRequest,
  { candidates: [first] }: Recommendation,
  now: number,
  booking: Booking,
): void {
  const recipient = first && mirror.recipient(first.recipientId);
  if (!first || !recipient) return;
  const assessment = assessRecipient({
    registration,
    massKg: first.massKg,
    recipient,
    policy: withReach(mirror.policy, maxDistanceKm),
    now,
    declinedBefore: false,
  });
  if (assessment.kind === 'eligible') booking.add(recipient.id, assessment.slotDate, first.massKg);
}

function isEmpty({ result }: Answer): boolean {
  return 'recommendation' in result && result.recommendation.candidates.length === 0;
}
