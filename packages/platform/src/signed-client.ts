import { AppError, isErrorCode } from '@sprk/core/shared/errors';
import { Pool } from 'undici';
import type { Clock } from './clock.ts';
import { createRandomBytes, type RandomBytes } from './random-bytes.ts';
import { readBounded } from './read-bounded.ts';
import { childOf, currentTraceparent } from './trace.ts';
import type { WebhookSigner } from './webhook-signature.ts';

export type SignedClientOptions = {
  /** From configuration, never from a message. */
  readonly baseUrl: string;
  readonly signer: WebhookSigner;
  /** For the whole exchange. */
  readonly timeoutMs: number;
  readonly clock: Clock;
  readonly ids: { next(prefix: 'evt'): string };
  /** Parallel requests, default 16; more wait. */
  readonly connections?: number;
  readonly random?: RandomBytes;
};
export type CallOptions = { readonly webhookId?: string; readonly signal?: AbortSignal };

export type SignedClient = AsyncDisposable & {
  /**
   * @param options.webhookId the same for every attempt of one message; default: a new one.
   * @returns the answer's JSON, undefined for an empty one.
   * @throws AppError, retryable for no answer, timeouts, 429 and 5xx; otherwise the code of the other side.
   */
  post(path: string, body: unknown, options?: CallOptions): Promise<unknown>;
  get(path: string, options?: CallOptions): Promise<unknown>;
};

const JSON_HEADERS = { 'content-type': 'application/json', accept: 'application/json' };
const MAX_ANSWER_BYTES = 16 * 1024 * 1024;

/** Calls another of our services over kept-alive connections, signed, with the current trace. */
export function createSignedClient(options: SignedClientOptions): SignedClient {
  const { signer, timeoutMs, clock, ids, random = createRandomBytes() } = options;
  const base = new URL(options.baseUrl);
  const pool = new Pool(base.origin, {
    connections: options.connections ?? 16,
    pipelining: 1,
    connect: { timeout: timeoutMs },
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
  });
  const prefix = base.pathname.replace(/\/$/, '');

  function headersFor(text: string, webhookId: string | undefined) {
    const id = webhookId ?? ids.next('evt');
    const signed = signer.sign({ id, timestampSeconds: Math.floor(clock.now() / 1000), body: text });
    return { ...signed, ...JSON_HEADERS, traceparent: childOf(currentTraceparent(), random) };
  }

  async function call(
    method: 'GET' | 'POST',
    path: string,
    text: string,
    { webhookId, signal }: CallOptions,
  ) {
    const what = `${method} ${base.origin}${path}`;
    const timeout = AbortSignal.timeout(timeoutMs);
    try {
      const { statusCode, headers, body } = await pool.request({
        method,
        path: `${prefix}${path}`,
        headers: headersFor(text, webhookId),
        body: text === '' ? null : text,
        signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
      });
      const answer = await readBounded(body, MAX_ANSWER_BYTES);
      if (statusCode < 200 || statusCode > 299)
        throw failure(statusCode, headers['retry-after'], answer, what);
      return answer === '' ? undefined : (JSON.parse(answer) as unknown);
    } catch (cause) {
      throw cause instanceof AppError
        ? cause
        : new AppError('upstream_failed', { detail: `${what} got no usable answer.`, cause });
    }
  }

  return {
    post: (path, body, callOptions = {}) => call('POST', path, JSON.stringify(body), callOptions),
    get: (path, callOptions = {}) => call('GET', path, '', callOptions),
    // Not close(): it would wait for requests that nobody awaits any more.
    [Symbol.asyncDispose]: () => pool.destroy(),
  };
}

function failure(status: number, retryAfter: unknown, answer: string, what: string): AppError {
  const seconds = /^\d{1,6}$/.test(String(retryAfter)) ? { retryAfterSeconds: Number(retryAfter) } : {};
  const cause = new Error(`${what} answered ${status}: ${answer.slice(0, 500)}`);
  if (status === 429 || status >= 500)
    return new AppError('unavailable', { ...seconds, cause, detail: cause.message });
  const code = codeOf(answer);
  return new AppError(code ?? 'upstream_refused', { cause, detail: cause.message });
}

function codeOf(answer: string) {
  try {
    const { code } = JSON.parse(answer);
    return isErrorCode(code) ? code : undefined;
  } catch {
    // Not a problem of ours: the status alone has to do.
    return undefined;
  }
}
