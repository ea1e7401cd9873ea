import { setTimeout as sleep } from 'node:timers/promises';
import type { ApiAnswer } from './api-client.ts';
import { NoAnswer } from './cli-error.ts';

export type Patience = {
  /** How often to try, the first time included. (Default: 8) */
  readonly attempts?: number;
  /** Wait after an answer without Retry-After and after no answer, doubled each time. (Default: 250) */
  readonly firstWaitMs?: number;
  /** Longest single wait, whatever Retry-After says. (Default: 30 000) */
  readonly maxWaitMs?: number;
  /** Called for each answer that asks to come back later (its status) and for no answer (0). */
  readonly onTurnedAway?: (status: number) => void;
  /** Ends the waiting early: the last answer or failure stands. */
  readonly signal?: AbortSignal | undefined;
};

/**
 * Sends until there is an answer other than "later" (429, 503): honours Retry-After, and tries again when no
 * answer came. Only for requests that may safely be sent twice.
 * @returns the last answer; @throws NoAnswer if the last attempt got none
 */
export async function sendPatiently(
  send: () => Promise<ApiAnswer>,
  patience: Patience = {},
): Promise<ApiAnswer> {
  const { attempts = 8, firstWaitMs = 250, maxWaitMs = 30_000, onTurnedAway, signal } = patience;
  for (let attempt = 1; ; attempt += 1) {
    const answer = await attemptOnce(send);
    const isFailure = answer instanceof NoAnswer;
    if (!isFailure && answer.status !== 429 && answer.status !== 503) return answer;
    onTurnedAway?.(isFailure ? 0 : answer.status);
    if (attempt >= attempts || signal?.aborted) return lastOf(answer);
    const asked = isFailure ? undefined : answer.retryAfterSeconds;
    const waitMs = asked === undefined ? firstWaitMs * 2 ** (attempt - 1) : asked * 1000;
    await sleep(Math.min(maxWaitMs, waitMs), undefined, { signal }).catch(() => undefined);
  }
}

async function attemptOnce(send: () => Promise<ApiAnswer>): Promise<ApiAnswer | NoAnswer> {
  try {
    return await send();
  } catch (error) {
    if (error instanceof NoAnswer) return error;
    throw error;
  }
}

function lastOf(answer: ApiAnswer | NoAnswer): ApiAnswer {
  if (answer instanceof NoAnswer) throw answer;
  return answer;
}
