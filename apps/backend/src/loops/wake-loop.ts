import { wake } from '@sprk/core';
import type { BackendDeps } from '../deps.ts';
import { stepDeps } from '../step-deps.ts';
import { pause, runLoop } from './loop.ts';

const BATCH = 200;
const IDLE_MS = 500;

/** Looks after every lot whose time has come: answers that did not come, deadlines, questions to ask again. */
export async function runWakeLoop(
  deps: Pick<BackendDeps, 'ports' | 'clock' | 'ids' | 'log'>,
  signal: AbortSignal,
): Promise<void> {
  await runLoop('wake', deps.log, signal, async () => {
    const woken = await wakeDueLots(deps);
    if (woken < BATCH) await pause(IDLE_MS, signal);
  });
}

/** One look at the clock. @returns how many lots were due */
export async function wakeDueLots(
  deps: Pick<BackendDeps, 'ports' | 'clock' | 'ids' | 'log'>,
): Promise<number> {
  const steps = stepDeps(deps);
  const due = await deps.ports.lots.due(new Date(deps.clock.now()).toISOString(), BATCH);
  await Promise.all(
    due.map((id) =>
      wake(steps, id).catch((error: unknown) => {
        deps.log.error({ err: error, oversupplyId: id }, 'lot could not be woken');
      }),
    ),
  );
  return due.length;
}
