import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createOpenLoop } from './open-loop.ts';
import { sendLots } from './send-lots.ts';

test('spaces lots evenly and packs the middle fifth', () => {
  const loop = createOpenLoop({ rate: 100, seconds: 10, burst: 4 });
  const times = Array.from({ length: loop.total }, (_, index) => loop.intendedMs(index));
  const between = (from: number, to: number) => times.filter((ms) => ms >= from && ms < to).length;

  expect(loop.total).toBe(1600);
  expect([between(0, 4000), between(4000, 6000), between(6000, 10_000)]).toEqual([400, 800, 400]);
  expect(times.slice(0, 3)).toEqual([0, 10, 20]);
  expect(times[401]! - times[400]!).toBeCloseTo(2.5);
});

test('never goes back in time and ends within the time given', () => {
  const rate = fc.double({ min: 0.1, max: 5000, noNaN: true });
  const seconds = fc.double({ min: 0.1, max: 30, noNaN: true });
  const burst = fc.double({ min: 0.1, max: 20, noNaN: true });
  fc.assert(
    fc.property(rate, seconds, burst, (rate, seconds, burst) => {
      const loop = createOpenLoop({ rate, seconds, burst });
      let last = 0;
      for (let index = 0; index < loop.total; index += Math.ceil(loop.total / 500)) {
        expect(loop.intendedMs(index)).toBeGreaterThanOrEqual(last - 1e-6);
        last = loop.intendedMs(index);
      }
      expect(Math.abs(loop.total - rate * seconds * (0.8 + 0.2 * burst))).toBeLessThanOrEqual(0.5 + 1e-6);
    }),
  );
});

test('sends at intended times although nobody answers, and measures from those times', async () => {
  const intended: number[] = [];
  const lags: number[] = [];
  const answers: (() => void)[] = [];
  const loop = createOpenLoop({ rate: 500, seconds: 0.2, burst: 1 });
  const startedAt = performance.now();

  const sending = sendLots({
    loop,
    now: () => performance.now(),
    send(_, intendedAt) {
      intended.push(intendedAt);
      return new Promise((resolve) => answers.push(resolve));
    },
    maxOpen: 1000,
    onSent: (lagMs) => lags.push(lagMs),
    signal: new AbortController().signal,
  });
  await expect.poll(() => answers.length, { timeout: 3000 }).toBe(100);
  for (const answer of answers) answer();
  await sending;

  expect(intended[0]! - startedAt).toBeLessThan(50);
  expect(intended[99]! - intended[0]!).toBeCloseTo(198, 5);
  expect(Math.min(...lags)).toBeGreaterThanOrEqual(0);
});

test('holds back at the limit of unanswered lots and shows the wait as lag', async () => {
  let open = 0;
  let mostOpen = 0;
  const lags: number[] = [];
  await sendLots({
    loop: createOpenLoop({ rate: 1000, seconds: 0.1, burst: 1 }),
    now: () => performance.now(),
    async send() {
      open += 1;
      mostOpen = Math.max(mostOpen, open);
      await new Promise((resolve) => setTimeout(resolve, 10));
      open -= 1;
    },
    maxOpen: 5,
    onSent: (lagMs) => lags.push(lagMs),
    signal: new AbortController().signal,
  });

  expect(lags.length).toBe(100);
  expect(mostOpen).toBeLessThanOrEqual(5);
  expect(Math.max(...lags)).toBeGreaterThan(50);
});

test('stops sending at the signal', async () => {
  const stop = new AbortController();
  let sent = 0;
  await sendLots({
    loop: createOpenLoop({ rate: 1000, seconds: 60, burst: 1 }),
    now: () => performance.now(),
    async send() {
      sent += 1;
      if (sent === 20) stop.abort();
    },
    maxOpen: 1000,
    onSent: () => undefined,
    signal: stop.signal,
  });

  expect(sent).toBeLessThan(1000);
});
