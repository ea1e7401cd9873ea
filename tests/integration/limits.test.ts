import { createFaults, createSeededRandom } from '@sprk/adapter-memory';
import { createOverload, createRateLimiter } from '@sprk/platform';
import { describe, expect, it } from 'vitest';
import { lotInput, nextTurn, openEventStream, startCity } from '../harness/index.ts';

describe('the rate of a partner', () => {
  it('is limited with the time to wait, and comes back with time', async () => {
    await using city = await startCity([], { rateLimiter: createRateLimiter({ perSecond: 0.5, burst: 5 }) });
    const statuses: number[] = [];
    for (let count = 0; count < 7; count += 1)
      statuses.push((await city.supplier.get('/v1/oversupplies')).status);

    const refused = await city.supplier.post('/v1/oversupplies', lotInput(city.system.clock.now()));

    expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429]);
    expect(refused).toMatchObject({
      status: 429,
      body: { code: 'rate_limited' },
      headers: { 'retry-after': '2' },
    });
    await city.system.clock.advance(2000);
    expect((await city.supplier.get('/v1/oversupplies')).status).toBe(200);
    expect((await city.supplier.get('/v1/oversupplies')).status).toBe(429);
  });

  it('is its own: another partner, a recipient and the operator go on', async () => {
    await using city = await startCity([{}], {
      rateLimiter: createRateLimiter({ perSecond: 0.1, burst: 2 }),
    });
    const other = city.system.asSupplier((await city.operator.addSupplier()).id);
    for (let count = 0; count < 10; count += 1) await city.supplier.get('/v1/oversupplies');
    expect((await city.supplier.get('/v1/oversupplies')).status).toBe(429);

    expect((await other.get('/v1/oversupplies')).status).toBe(200);
    expect((await city.recipients[0]!.get('/v1/offers')).status).toBe(200);
    for (let count = 0; count < 20; count += 1) {
      expect((await city.operator.get('/v1/oversupplies')).status).toBe(200);
    }
  });

  it('does not let what was refused into the store', async () => {
    await using city = await startCity([], { rateLimiter: createRateLimiter({ perSecond: 0.1, burst: 1 }) });
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        city.supplier.post('/v1/oversupplies', lotInput(city.system.clock.now())),
      ),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(city.system.store.state!.lots.size).toBe(1);
  });
});

describe('too much work at once', () => {
  it('is refused early with the time to wait, and taken again when there is room', async () => {
    const faults = createFaults({
      random: createSeededRandom(1),
      plan: { 'lots.register': { delayMs: 60_000 } },
    });
    const overload = createOverload({ maxInFlight: 3, maxEventLoopDelayMs: 1e9, retryAfterSeconds: 4 });
    await using city = await startCity([{}], { faults, overload });
    const slow = Array.from({ length: 3 }, () => city.supplier.register());
    for (let turn = 0; turn < 20; turn += 1) await nextTurn();

    const refused = await city.supplier.post('/v1/oversupplies', lotInput(city.system.clock.now()));
    const read = await city.operator.get('/v1/status');

    expect(refused).toMatchObject({
      status: 503,
      body: { code: 'overloaded' },
      headers: { 'retry-after': '4' },
    });
    expect(read.status).toBe(503);
    faults.stop();
    await city.system.clock.advance(60_000);
    await Promise.all(slow);
    for (let turn = 0; turn < 5; turn += 1) await nextTurn();
    expect((await city.operator.get('/v1/status')).status).toBe(200);
    expect(city.system.store.state!.lots.size).toBe(3);
  });

  it('does not count listeners, who stay for hours', async () => {
    const overload = createOverload({ maxInFlight: 2, maxEventLoopDelayMs: 1e9 });
    await using city = await startCity([{}], { overload });
    const url = await city.system.listen();
    await using stack = new AsyncDisposableStack();
    for (let count = 0; count < 5; count += 1) stack.use(await openEventStream(url, city.supplier));

    expect(overload.inFlight()).toBe(0);
    expect((await city.supplier.register()).status).toBe('matching');
  });

  it('of the event loop itself is noticed', async () => {
    let delayMs = 10;
    const clock = { now: () => nowMs };
    let nowMs = 0;
    const overload = createOverload({ clock, readDelayMs: () => delayMs, sampleMs: 100 });
    await using city = await startCity([], { overload });
    expect((await city.operator.get('/v1/status')).status).toBe(200);

    delayMs = 900;
    const statuses: number[] = [];
    for (; nowMs < 400; nowMs += 100) statuses.push((await city.operator.get('/v1/status')).status);

    expect(statuses.at(-1)).toBe(503);
    delayMs = 5;
    nowMs += 100;
    expect((await city.operator.get('/v1/status')).status).toBe(200);
  });
});
