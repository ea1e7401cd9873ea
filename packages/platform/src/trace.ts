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
  return `00-${hex(random, 16)}-${hex(random, 8)}-${sampled ? '01' : '00'}`;
}

/** The same trace with a new span; an invalid header starts a new trace. */
export function childOf(traceparent: unknown, random: RandomBytes): string {
  const parent = parseTraceparent(traceparent);
  if (parent === undefined) return newTraceparent(random);
  return `00-${parent.traceId}-${hex(random, 8)}-${parent.sampled ? '01' : '00'}`;
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

function hex(random: RandomBytes, count: number): string {
  const text = Buffer.from(random(count)).toString('hex');
  return /^0+$/.test(text) ? `${text.slice(1)}1` : text;
}
