import { describe, expect, it } from 'vitest';
import { createVirtualClock } from './virtual-clock.ts';

const START = '2026-03-02T08:00:00.000Z';

describe('createVirtualClock', () => {
  it('stands still until it is moved', async () => {
    const clock = createVirtualClock(START);

    expect(clock.now()).toBe(Date.parse(START));
    await clock.advance(1500);

    expect(clock.now()).toBe(Date.parse(START) + 1500);
  });

  it('fires timers in order of time, each at its own moment, and those they set on the way', async () => {
    const clock = createVirtualClock(START);
    const begin = clock.now();
    const fired: string[] = [];
    const note = (name: string) => fired.push(`${name} ${clock.now() - begin}`);
    const first = clock.sleep(300).then(() => note('a'));
    const second = clock.sleep(100).then(async () => {
      note('b');
      await clock.sleep(100);
      note('c');
    });
    const third = clock.sleep(100).then(() => note('d'));
    const later = clock.sleep(1001).then(() => note('never'));

    await clock.advance(1000);
    await Promise.all([first, second, third]);

    expect(fired).toEqual(['b 100', 'd 100', 'c 200', 'a 300']);
    expect(clock.nextTimerAt()).toBe(begin + 1001);
    await clock.advance(1);
    await later;
    expect(clock.nextTimerAt()).toBeUndefined();
  });

  it('ends a wait at once when its moment is past or its signal is aborted', async () => {
    const clock = createVirtualClock(START);
    const controller = new AbortController();
    const waiting = clock.sleep(10_000, controller.signal);
    controller.abort();

    await waiting;
    await clock.sleep(10_000, controller.signal);
    await clock.waitUntil(clock.now() - 1);

    expect(clock.nextTimerAt()).toBeUndefined();
  });

  it('refuses an unreadable start and steps backward', async () => {
    expect(() => createVirtualClock('yesterday')).toThrow(RangeError);
    await expect(createVirtualClock(START).advance(-1)).rejects.toThrow(RangeError);
    await expect(createVirtualClock(START).advance(Number.NaN)).rejects.toThrow(RangeError);
  });
});
