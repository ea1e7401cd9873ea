import { setTimeout as sleep } from 'node:timers/promises';
import { type Logger, systemClock } from '@sprk/platform';

/** Waits; an abort ends the wait early and is not an error. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => undefined);
}

/**
 * Runs `turn` again and again until aborted. A turn that throws is logged and tried again after a growing pause:
 * a loop never dies of one bad moment. @returns when the last turn has ended
 */
export async function runLoop(
  name: string,
  log: Logger,
  signal: AbortSignal,
  turn: () => Promise<void>,
): Promise<void> {
  let failures = 0;
  let failedAt = 0;
  while (!signal.aborted) {
    try {
      await turn();
      failures = 0;
    } catch (error) {
      failures += 1;
      // Once a minute is enough to know that it goes on.
      if (systemClock.now() - failedAt > 60_000)
        log.error({ err: error, loop: name, failures }, 'loop turn failed');
      failedAt = systemClock.now();
      await pause(Math.min(5000, 50 * 2 ** Math.min(failures, 7)), signal);
    }
  }
}
