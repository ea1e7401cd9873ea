import { setTimeout as sleep } from 'node:timers/promises';
import type { OpenLoop } from './open-loop.ts';

export type SendLotsDeps = {
  readonly loop: OpenLoop;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  /** Sends lot `index`; settles when its answer is dealt with. Never rejects. */
  readonly send: (index: number, intendedAt: number) => Promise<void>;
  /** At most this many unanswered: then sending waits, and the wait shows as lag. */
  readonly maxOpen: number;
  /** Called with how late each lot was sent, ms. */
  readonly onSent: (lagMs: number) => void;
  readonly signal: AbortSignal;
};

/**
 * Sends every lot at its intended time, never waiting for answers (open loop), and catches up when it is
 * late. Times are measured from the intended moment, so that a stall shows in every lot it delayed.
 */
export async function sendLots(deps: SendLotsDeps): Promise<void> {
  const { loop, now, send, maxOpen, onSent, signal } = deps;
  const startedAt = now();
  const open = new Set<Promise<void>>();
  let index = 0;
  while (index < loop.total && !signal.aborted) {
    const elapsedMs = now() - startedAt;
    while (index < loop.total && loop.intendedMs(index) <= elapsedMs && open.size < maxOpen) {
      const intendedMs = loop.intendedMs(index);
      onSent(elapsedMs - intendedMs);
      const sending = send(index, startedAt + intendedMs).finally(() => open.delete(sending));
      open.add(sending);
      index += 1;
    }
    // Timers are no finer than this; what falls due meanwhile goes out together.
    await sleep(1, undefined, { signal }).catch(() => undefined);
  }
  await Promise.all(open);
}
