import { AppError } from '@sprk/core/shared/errors';
import type { FastifyInstance } from 'fastify';
import { type Clock, systemClock } from './clock.ts';
import { createEventLoopDelay } from './event-loop-delay.ts';

export type OverloadOptions = {
  /** Requests being worked on at once, default 1000. */
  readonly maxInFlight?: number;
  /** Mean delay of the event loop that an arriving request meets, over a sample; default 250. */
  readonly maxEventLoopDelayMs?: number;
  /** Length of a sample, default 500. */
  readonly sampleMs?: number;
  /** What refused callers are told to wait, default 1. */
  readonly retryAfterSeconds?: number;
  readonly clock?: Clock;
  /** Reads and resets the delay in ms; default: measured. */
  readonly readDelayMs?: () => number;
};
export type Overload = Disposable & {
  /** Cheap enough for every request; measures anew when the sample is over. */
  isOverloaded(): boolean;
  inFlight(): number;
  /** Refuses requests of this scope with 503 while overloaded. Routes with `config.longLived` are not counted. */
  protect(app: FastifyInstance): void;
};

declare module 'fastify' {
  interface FastifyContextConfig {
    /** A stream that stays open, e.g. server-sent events: not work in flight. */
    longLived?: boolean;
  }
}

const STALE_MS = 5000;

/** Refuses early and cheaply what could only be answered late: goodput stays near its peak. */
export function createOverload(options: OverloadOptions = {}): Overload {
  const { maxInFlight = 1000, maxEventLoopDelayMs = 250, sampleMs = 500, clock = systemClock } = options;
  const delay = createEventLoopDelay();
  const readDelayMs = options.readDelayMs ?? delay.readMs;
  let count = 0;
  let isSlow = false;
  let wasBusy = false;
  let sampleEndsAtMs = clock.now() + sampleMs;

  function isOverloaded(): boolean {
    const nowMs = clock.now();
    if (nowMs >= sampleEndsAtMs) {
      const delayMs = readDelayMs();
      // Nobody has asked for a while: how busy it was then says nothing about now.
      const isBusy = delayMs > maxEventLoopDelayMs && nowMs < sampleEndsAtMs + STALE_MS;
      // One slow sample is a hiccup (a start, a collection of garbage); two in a row are a load.
      isSlow = isBusy && wasBusy;
      wasBusy = isBusy;
      sampleEndsAtMs = nowMs + sampleMs;
    }
    return isSlow || count >= maxInFlight;
  }

  function protect(app: FastifyInstance): void {
    const refusal = { retryAfterSeconds: options.retryAfterSeconds ?? 1 };
    app.addHook('onRequest', (request, reply, done) => {
      if (request.routeOptions.config?.longLived === true) return done();
      if (isOverloaded()) return done(new AppError('overloaded', refusal));
      count += 1;
      // `close` comes once for every answer, also when the client has gone away.
      reply.raw.once('close', () => {
        count -= 1;
      });
      done();
    });
  }

  return {
    isOverloaded,
    protect,
    inFlight: () => count,
    [Symbol.dispose]: () => delay[Symbol.dispose](),
  };
}
