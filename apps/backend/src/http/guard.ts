import type { Role } from '@sprk/contracts';
import { AppError } from '@sprk/core';
import type { Caller } from '@sprk/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { BackendDeps } from '../deps.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by `allow`; absent on public routes. */
    caller?: Caller;
  }
}

type Hook = (request: FastifyRequest, reply: FastifyReply, done: (error?: Error) => void) => void;

/** Lets only these roles in, before the body is read, and counts the request against the partner's rate. */
export function allow(deps: Pick<BackendDeps, 'verifier' | 'rateLimiter' | 'clock'>, ...roles: Role[]): Hook {
  const admit = (request: FastifyRequest, caller: Caller): AppError | undefined => {
    request.caller = caller;
    if (!roles.includes(caller.role)) return new AppError('forbidden');
    // Operators import whole cities; what they do is audited instead.
    if (caller.role === 'operator') return undefined;
    const taken = deps.rateLimiter.take(caller.partnerId ?? caller.subject, deps.clock.now());
    if (taken.ok) return undefined;
    return new AppError('rate_limited', { retryAfterSeconds: taken.retryAfterSeconds });
  };
  return (request, _reply, done) => {
    const { authorization } = request.headers;
    const known = deps.verifier.verifyCached(authorization);
    if (known) {
      done(admit(request, known));
      return;
    }
    deps.verifier.verify(authorization).then((caller) => done(admit(request, caller)), done);
  };
}

/** The caller of a route behind `allow`. */
export function callerOf(request: FastifyRequest): Caller {
  if (!request.caller) throw new AppError('unauthenticated');
  return request.caller;
}

const IDS = {
  ovs: idPattern('ovs'),
  sup: idPattern('sup'),
  rec: idPattern('rec'),
  off: idPattern('off'),
  wts: idPattern('wts'),
} as const;

function idPattern(prefix: string): RegExp {
  return new RegExp(`^${prefix}_[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$`);
}

/** A malformed id is answered like an unknown one. @throws AppError not_found */
export function idOf(prefix: keyof typeof IDS, text: string): string {
  if (!IDS[prefix].test(text)) throw new AppError('not_found');
  return text;
}

/** The same answer for what is not there and for what belongs to somebody else. */
export function visible<T>(thing: T | undefined, mayBeSeen: (thing: T) => boolean): T {
  if (thing === undefined || !mayBeSeen(thing)) throw new AppError('not_found');
  return thing;
}

const KEY = /^[!-~]{1,255}$/;
export const KEY_MESSAGE = 'must be 1 to 255 visible ASCII characters';

export function isIdempotencyKey(key: unknown): key is string {
  return typeof key === 'string' && KEY.test(key);
}

/** @throws AppError validation_failed for a key that is not 1..255 visible ASCII characters */
export function idempotencyKeyOf(request: FastifyRequest): string | undefined {
  const key = request.headers['idempotency-key'];
  if (key === undefined || isIdempotencyKey(key)) return key;
  throw new AppError('validation_failed', { errors: [{ path: 'Idempotency-Key', message: KEY_MESSAGE }] });
}
