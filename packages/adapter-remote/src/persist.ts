import type { Clock, Random } from '@sprk/core';
import { isRetryable } from '@sprk/core/shared/errors';
import { createBackoff } from './backoff.ts';
import type { Sleep } from './sleep.ts';

export interface PersistDeps {
  readonly clock: Clock;
  readonly random: Random;
  readonly sleep: Sleep;
}

/**
 * Tries again, with backoff, while a failure may pass and time is left.
 * @param untilMs no further try starts after it (milliseconds since the epoch), e.g. the end of a lease.
 * @param signal aborted: the running try is the last one.
 * @throws the last failure.
 */
export async function persist<T>(
  { clock, random, sleep }: PersistDeps,
  attempt: () => Promise<T>,
  untilMs: number,
  signal?: AbortSignal,
): Promise<T> {
  const backoff = createBackoff({ random });
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      const delayMs = backoff.nextMs();
      if (!isRetryable(error) || signal?.aborted || clock.now() + delayMs > untilMs) throw error;
      await sleep(delayMs, signal);
    }
  }
}
