import { AsyncLocalStorage } from 'node:async_hooks';
import type { RandomBytes } from './random-bytes.ts';

export type Traceparent = {
  /** 32 hex digits, not all zero. */
  readonly traceId: string;
  /** 16 hex digits, not all zero: the caller's span. */
  readonly spanId: string;
  readonly sampled: boolean;
};
export type TraceContext = { readonly traceparent: string; readonly requestId: string | undefined };

const FORM = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;
const NO_TRACE = '0'.repeat(32);
const NO_SPAN = '0'.repeat(16);
/** Zero is forbidden; what random bytes give once in 2^64 may as well be this. */
const LAST_TRACE = 'f'.repeat(32);
const LAST_SPAN = 'f'.repeat(16);

// The storage is an identity, not state: every copy of it in one process must be the same one.
const storage = new AsyncLocalStorage<TraceContext>();

/**
 * Reads a W3C `traceparent` header strictly; anything invalid gives undefined, as the standard asks.
 * A later version than 00 may carry more fields, version ff is forbidden.
 */
export function parseTraceparent(header: unknown): Traceparent | undefined {
  if (typeof header !== 'string' || header.length > 512) return undefined;
  const [, version, traceId, spanId, flags, more] = FORM.exec(header) ?? [];
  if (traceId === undefined || spanId === undefined || flags === undefined) return undefined;
  if (version === 'ff' || (version === '00' && more !== undefined)) return undefined;
  if (traceId === NO_TRACE || spanId === NO_SPAN) return undefined;
  return { traceId, spanId, sampled: (Number.parseInt(flags, 16) & 1) === 1 };
}

/** Starts a trace, not sampled unless asked. */
export function newTraceparent(random: RandomBytes, sampled = false): string {
  const ids = toHex(random(24));
  const traceId = ids.slice(0, 32);
  return `00-${traceId === NO_TRACE ? LAST_TRACE : traceId}-${spanId(ids.slice(32))}-${sampled ? '01' : '00'}`;
}

/** The same trace with a new span; an invalid header starts a new trace. */
export function childOf(traceparent: unknown, random: RandomBytes): string {
  const parent = traceparent === undefined ? undefined : parseTraceparent(traceparent);
  if (parent === undefined) return newTraceparent(random);
  return `00-${parent.traceId}-${spanId(toHex(random(8)))}-${parent.sampled ? '01' : '00'}`;
}

/** Runs `fn` and everything it starts within the trace; the logger and the signed client pick it up. */
export function withTrace<T>(traceparent: string, fn: () => T, requestId?: string): T {
  return storage.run({ traceparent, requestId }, fn);
}

export function currentTraceparent(): string | undefined {
  return storage.getStore()?.traceparent;
}

export function currentTrace(): TraceContext | undefined {
  return storage.getStore();
}

function spanId(hex: string): string {
  return hex === NO_SPAN ? LAST_SPAN : hex;
}

function toHex(bytes: Uint8Array): string {
  return (Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes)).toString('hex');
}
