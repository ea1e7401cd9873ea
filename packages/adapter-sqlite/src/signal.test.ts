import { createVirtualClock } from '@sprk/adapter-memory';
import { START } from '@sprk/port-contracts';
import { describe, expect, it } from 'vitest';
import { Signal } from './signal.ts';

describe('Signal', () => {
  it('ends a wait at a notification, at its time, or at any abort, and leaves no listener behind', async () => {
    const clock = createVirtualClock(START);
    const signal = new Signal();
    const [first, second] = [new AbortController(), new AbortController()];
    const listeners = new Map<AbortSignal, number>();
    for (const { signal: watched } of [first, second]) {
      const add = watched.addEventListener.bind(watched);
      const remove = watched.removeEventListener.bind(watched);
      listeners.set(watched, 0);
      watched.addEventListener = (...args: Parameters<typeof add>) => {
        listeners.set(watched, listeners.get(watched)! + 1);
        add(...args);
      };
      watched.removeEventListener = (...args: Parameters<typeof remove>) => {
        listeners.set(watched, listeners.get(watched)! - 1);
        remove(...args);
      };
    }
    const wait = () => signal.wait(signal.count, clock, clock.now() + 1000, [first.signal, second.signal]);

    const notified = wait();
    signal.notify();
    await notified;
    const timed = wait();
    await clock.advance(1000);
    await timed;
    const aborted = wait();
    second.abort();
    await aborted;
    await wait();

    expect([...listeners.values()]).toEqual([0, 0]);
    expect(clock.nextTimerAt()).toBeUndefined();
  });

  it('does not wait when there was a notification since the look', async () => {
    const signal = new Signal();
    const seen = signal.count;
    signal.notify();

    await signal.wait(seen, createVirtualClock(START), Number.POSITIVE_INFINITY, []);
  });
});
