import { createVirtualClock } from '@sprk/adapter-memory';
import { AppError } from '@sprk/core/shared/errors';
import { describe, expect, it } from 'vitest';
import { createBackoff } from './backoff.ts';
import { keepLeased } from './keep-leased.ts';
import { createLoop } from './loop.ts';
import { persist } from './persist.ts';
import { sendInHalves } from './send-in-halves.ts';
import { sleep } from './sleep.ts';

const START = '2026-03-02T08:00:00Z';
const random = { next: () => 0 };
const down = () => new AppError('unavailable');

function virtual() {
  const clock = createVirtualClock(START);
  return { clock, random, sleep: clock.sleep };
}

describe('createBackoff', () => {
  it('doubles up to the cap, takes up to half off, and starts over', () => {
    const halves = createBackoff({ random: { next: () => 1 }, baseMs: 100, capMs: 500 });
    const full = createBackoff({ random, baseMs: 100, capMs: 500 });

    expect([full.nextMs(), full.nextMs(), full.nextMs(), full.nextMs()]).toEqual([100, 200, 400, 500]);
    expect([halves.nextMs(), halves.nextMs()]).toEqual([50, 100]);
    expect(full.failures).toBe(4);
    full.reset();
    expect(full.nextMs()).toBe(100);
  });
});

describe('persist', () => {
  it('tries again until it goes through', async () => {
    const deps = virtual();
    let tries = 0;

    const running = persist(
      deps,
      async () => {
        tries += 1;
        if (tries < 4) throw down();
        return 'done';
      },
      deps.clock.now() + 10_000,
    );
    await deps.clock.advance(1000);

    expect(await running).toBe('done');
  });

  it('gives up at once on a refusal, at the end of the time, and when aborted', async () => {
    const deps = virtual();
    const refusal = () => Promise.reject(new AppError('validation_failed'));
    const outage = () => Promise.reject(down());

    await expect(persist(deps, refusal, Infinity)).rejects.toThrow(AppError);
    await expect(persist(deps, outage, deps.clock.now())).rejects.toThrow(AppError);
    await expect(persist(deps, outage, Infinity, AbortSignal.abort())).rejects.toThrow(AppError);
  });
});

describe('sendInHalves', () => {
  const send = (bad: readonly number[], sent: number[]) => async (part: readonly number[]) => {
    if (part.some((item) => bad.includes(item))) throw new AppError('validation_failed');
    sent.push(...part);
  };

  it('isolates the refused items and sends the others in order', async () => {
    const sent: number[] = [];
    const refused: number[] = [];
    const items = Array.from({ length: 9 }, (_, i) => i);

    await sendInHalves(items, send([3, 8], sent), async (item) => void refused.push(item));

    expect(sent).toEqual([0, 1, 2, 4, 5, 6, 7]);
    expect(refused).toEqual([3, 8]);
  });

  it('passes on a failure that may pass, and sends nothing for nothing', async () => {
    const outage = () => Promise.reject(down());

    await expect(sendInHalves([1, 2], outage, async () => {})).rejects.toThrow(AppError);
    await sendInHalves([], outage, async () => {});
  });
});

describe('createLoop', () => {
  it('goes on after failures with growing pauses, and stops', async () => {
    const { clock } = virtual();
    const at: number[] = [];
    const failures: unknown[] = [];
    const start = clock.now();

    const loop = createLoop(
      { random, sleep: clock.sleep, onFailure: (error) => failures.push(error), baseMs: 100 },
      async (signal) => {
        at.push(clock.now() - start);
        if (at.length < 4) throw down();
        await clock.sleep(1e9, signal);
      },
    );
    await clock.advance(10_000);
    await loop.stop();

    expect(at).toEqual([0, 100, 300, 700]);
    expect(failures).toHaveLength(3);
  });

  it('lets the running turn end by itself within its grace', async () => {
    const { clock } = virtual();
    const ends: string[] = [];
    const turn = (ms: number) => async (signal: AbortSignal) => {
      await clock.sleep(ms, signal);
      ends.push(signal.aborted ? 'aborted' : 'done');
    };
    const deps = { random, sleep: clock.sleep, onFailure: () => {}, graceMs: 250 };
    const quick = createLoop(deps, turn(100));
    const slow = createLoop(deps, turn(60_000));

    const stopping = Promise.all([quick.stop(), slow.stop()]);
    await clock.advance(300);
    await stopping;

    expect(ends).toEqual(['done', 'aborted']);
  });
});

describe('keepLeased', () => {
  it('extends what is held each third of a lease, past failures, until disposed of', async () => {
    const { clock } = virtual();
    const beats: string[][] = [];
    let failures = 0;
    const held = new Set(['a', 'b']);
    const extend = async (_queue: string, receipts: readonly string[]) => {
      beats.push([...receipts]);
      if (beats.length === 1) throw down();
    };
    const onFailure = () => {
      failures += 1;
    };

    const lease = keepLeased(
      { queues: { extend }, sleep: clock.sleep, onFailure },
      { queue: 'outcomes', leaseSeconds: 30, receipts: () => [...held] },
    );
    await clock.advance(10_000);
    held.delete('a');
    await clock.advance(15_000);
    await lease[Symbol.asyncDispose]();
    await clock.advance(60_000);

    expect(beats).toEqual([['a', 'b'], ['b']]);
    expect(failures).toBe(1);
  });
});

describe('sleep', () => {
  it('ends early when aborted, without a rejection', async () => {
    const ending = new AbortController();

    const sleeping = sleep(60_000, ending.signal);
    ending.abort();
    await sleeping;
    await sleep(1);
  });
});
