import type { VirtualClock } from '@sprk/adapter-memory';

/** Turns of the event loop after which work that has not ended must be waiting for the clock. */
const PATIENCE_TURNS = 60;

/** Waits for work that may itself wait by the virtual clock (backoff, delays): then time moves to its next timer. */
export async function settle<T>(clock: VirtualClock, work: Promise<T>): Promise<T> {
  let isDone = false;
  const done = () => {
    isDone = true;
  };
  work.then(done, done);
  for (let turns = 0; !isDone; turns += 1) {
    await nextTurn();
    const nextAt = clock.nextTimerAt();
    if (turns < PATIENCE_TURNS || isDone || nextAt === undefined) continue;
    turns = 0;
    await clock.advance(Math.max(0, nextAt - clock.now()));
  }
  return await work;
}

export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
