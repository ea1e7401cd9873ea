import { setTimeout as sleep } from 'node:timers/promises';

/** Between two batches while there is more to do: leaves most of the time to requests. */
const BUSY_PAUSE_MS = 50;

export interface MaintenanceOptions {
  /** Milliseconds between two looks when there is nothing to do. */
  readonly everyMs: number;
  readonly signal: AbortSignal;
  /** Told when a batch fails, e.g. on a full disk; the next look tries again. */
  readonly onError?: (error: unknown) => void;
}

/** Runs `maintain` in the background until aborted; does not keep the process alive. */
export async function startMaintenance(
  ports: { maintain(): Promise<number> },
  { everyMs, signal, onError = () => {} }: MaintenanceOptions,
): Promise<void> {
  while (!signal.aborted) {
    let pauseMs = everyMs;
    try {
      if ((await ports.maintain()) > 0) pauseMs = Math.min(everyMs, BUSY_PAUSE_MS);
    } catch (error) {
      if (!signal.aborted) onError(error);
    }
    await sleep(pauseMs, undefined, { signal, ref: false }).catch(() => {});
  }
}
