import { type PersistDeps, persist, type RemotePorts, sendInHalves } from '@sprk/adapter-remote';
import type { Recommendation, RecommendationBatchResult } from '@sprk/contracts';
import type { MatchJob } from './read-match-request.ts';

export interface SendDeps extends PersistDeps {
  readonly recommendations: RemotePorts['recommendations'];
}
export interface ReadyAnswer {
  readonly job: MatchJob;
  readonly recommendation: Recommendation;
}
export type Effect = RecommendationBatchResult['results'][number]['effect'];
/** What became of an answer at the backend; `refused` and `unsent` carry the failure. */
export type Sent =
  | { readonly job: MatchJob; readonly effect: Effect }
  | { readonly job: MatchJob; readonly effect: 'refused' | 'unsent'; readonly error: unknown };

/**
 * Posts the answers together, again with backoff while the backend does not answer, in halves where it refuses
 * them for good. Never throws: each answer comes back with what became of it.
 * @param untilMs no further try starts after it
 */
export async function sendAnswers(
  deps: SendDeps,
  answers: readonly ReadyAnswer[],
  untilMs: number,
  signal: AbortSignal,
): Promise<Sent[]> {
  const sent = new Map<ReadyAnswer, Sent>();
  async function send(part: readonly ReadyAnswer[]): Promise<void> {
    const body = { recommendations: part.map(({ recommendation }) => recommendation) };
    const { results } = await persist(deps, () => deps.recommendations.answer(body), untilMs, signal);
    const effectOf = effectsByLot(results);
    for (const answer of part) {
      const effect = effectOf(answer.recommendation.oversupplyId);
      sent.set(answer, { job: answer.job, effect: effect ?? 'failed' });
    }
  }
  async function refused(answer: ReadyAnswer, error: unknown): Promise<void> {
    sent.set(answer, { job: answer.job, effect: 'refused', error });
  }
  let failure: unknown;
  try {
    await sendInHalves(answers, send, refused);
  } catch (error) {
    failure = error;
  }
  return answers.map((answer) => {
    return sent.get(answer) ?? { job: answer.job, effect: 'unsent', error: failure };
  });
}

/** Effects in the order of the answers to the same lot; a repeated question shares the last one. */
function effectsByLot(results: RecommendationBatchResult['results']) {
  const queues = new Map<string, Effect[]>();
  for (const { oversupplyId, effect } of results) {
    const effects = queues.get(oversupplyId);
    if (effects) effects.push(effect);
    else queues.set(oversupplyId, [effect]);
  }
  return function effectOf(oversupplyId: string): Effect | undefined {
    const effects = queues.get(oversupplyId) ?? [];
    return effects.length > 1 ? effects.shift() : effects[0];
  };
}
