import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { aHttpServer } from './_util.ts';
import { createOverload } from './overload.ts';

describe('createOverload', () => {
  it('refuses after two slow samples in a row and measures again only when a sample is over', () => {
    let nowMs = 0;
    let delayMs = 300;
    using overload = createOverload({
      clock: { now: () => nowMs },
      readDelayMs: () => delayMs,
      sampleMs: 100,
    });
    const at = (ms: number) => {
      nowMs = ms;
      return overload.isOverloaded();
    };

    expect([at(0), at(100), at(199), at(200)]).toEqual([false, false, false, true]);
    delayMs = 10;
    expect([at(299), at(300)]).toEqual([true, false]);
  });

  it('takes one slow sample for a hiccup, and an old one for history', () => {
    let nowMs = 0;
    let delayMs = 300;
    using overload = createOverload({
      clock: { now: () => nowMs },
      readDelayMs: () => delayMs,
      sampleMs: 100,
    });
    const at = (ms: number, delay: number) => {
      [nowMs, delayMs] = [ms, delay];
      return overload.isOverloaded();
    };

    expect([at(100, 300), at(200, 10), at(300, 300)]).toEqual([false, false, false]);
    expect(at(10_000, 300)).toBe(false);
  });

  it('notices a blocked event loop, whether it just ended or goes on', async () => {
    using overload = createOverload({ maxEventLoopDelayMs: 150, sampleMs: 0 });
    const block = (ms: number) => {
      const until = performance.now() + ms;
      while (performance.now() < until);
    };
    block(400);
    overload.isOverloaded();
    block(400);
    expect(overload.isOverloaded()).toBe(true);
    block(400);
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(overload.isOverloaded()).toBe(true);

    overload.isOverloaded();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(overload.isOverloaded()).toBe(false);
  });

  it('refuses with 503 and Retry-After while too many are in flight, and recovers', async () => {
    const { app } = aHttpServer();
    using overload = createOverload({ maxInFlight: 1, retryAfterSeconds: 2 });
    overload.protect(app);
    const gate = Promise.withResolvers<void>();
    app.get('/slow', async () => {
      await gate.promise;
      return 'done';
    });

    const first = app.inject('/slow');
    await expect.poll(() => overload.inFlight()).toBe(1);
    const refused = await app.inject('/slow');
    gate.resolve();

    expect(refused.json()).toMatchObject({ code: 'overloaded', status: 503 });
    expect(refused.headers['retry-after']).toBe('2');
    expect((await first).statusCode).toBe(200);
    await expect.poll(() => overload.inFlight()).toBe(0);
    expect((await app.inject('/nothing')).statusCode).toBe(404);
  });

  it('does not count streams that stay open, and forgets clients that go away', async () => {
    const { app } = aHttpServer();
    using overload = createOverload();
    overload.protect(app);
    app.get('/events', { config: { longLived: true } }, () => new Promise(() => {}));
    app.get('/stuck', () => new Promise(() => {}));
    await app.listen({ port: 0, host: '127.0.0.1' });
    const port = Number(new URL(app.listeningOrigin).port);

    const open = (path: string) => {
      const socket = connect(port, '127.0.0.1');
      socket.on('connect', () => socket.write(`GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`));
      return socket;
    };
    const stream = open('/events');
    const stuck = open('/stuck');
    await expect.poll(() => overload.inFlight()).toBe(1);
    stuck.destroy();
    await once(stuck, 'close');
    await expect.poll(() => overload.inFlight()).toBe(0);

    stream.destroy();
    await app.close();
  });
});
