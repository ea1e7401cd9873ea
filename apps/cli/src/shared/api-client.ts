import { type Dispatcher, Pool } from 'undici';
import { CliError, NoAnswer } from './cli-error.ts';

export type ApiRequest = {
  readonly method: 'GET' | 'POST';
  /** From the root of the API, with query. */
  readonly path: string;
  /** Sent as JSON; a string is sent as it is. */
  readonly body?: unknown;
  readonly token?: string | undefined;
  readonly idempotencyKey?: string;
};
export type ApiAnswer = {
  readonly status: number;
  readonly text: string;
  /** From Retry-After, if the answer has one in seconds. */
  readonly retryAfterSeconds: number | undefined;
};
export type ApiClient = AsyncDisposable & {
  readonly baseUrl: string;
  /** Any HTTP answer is an answer; throws NoAnswer if there is none. */
  send(request: ApiRequest): Promise<ApiAnswer>;
  /** A stream of the answer's body as it arrives; not timed out between pieces. */
  stream(request: {
    readonly path: string;
    readonly token: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly signal: AbortSignal;
  }): Promise<{ readonly status: number; readonly body: AsyncIterable<Buffer> }>;
};
export type ApiClientOptions = { readonly connections?: number; readonly timeoutMs?: number };

/** Kept-alive connections to one backend. @throws CliError for an address that cannot be one */
export function openApiClient(baseUrl: string, options: ApiClientOptions = {}): ApiClient {
  const base = baseAddress(baseUrl);
  const timeoutMs = options.timeoutMs ?? 30_000;
  const pool = new Pool(base.origin, {
    connections: options.connections ?? 16,
    pipelining: 1,
    connect: { timeout: 5_000 },
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
  });
  const prefix = base.pathname.replace(/\/$/, '');
  const shownUrl = base.origin + prefix;

  async function request(options: Omit<Dispatcher.RequestOptions, 'origin'>) {
    try {
      return await pool.request({ ...options, path: prefix + options.path });
    } catch (cause) {
      throw noAnswer(shownUrl, cause);
    }
  }

  return {
    baseUrl: shownUrl,
    async send({ method, path, body, token, idempotencyKey }) {
      const isJson = body !== undefined;
      const answer = await request({
        method,
        path,
        headers: {
          accept: 'application/json',
          ...(isJson && { 'content-type': 'application/json' }),
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
          ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
        },
        body: isJson ? (typeof body === 'string' ? body : JSON.stringify(body)) : null,
      });
      try {
        const text = await answer.body.text();
        return { status: answer.statusCode, text, retryAfterSeconds: seconds(answer.headers['retry-after']) };
      } catch (cause) {
        throw noAnswer(shownUrl, cause);
      }
    },
    async stream({ path, token, headers, signal }) {
      const { statusCode, body } = await request({
        method: 'GET',
        path,
        headers: { accept: 'text/event-stream', authorization: `Bearer ${token}`, ...headers },
        bodyTimeout: 0,
        signal,
      });
      return { status: statusCode, body };
    },
    // Not close(): it would wait for a stream that never ends.
    [Symbol.asyncDispose]: () => pool.destroy(),
  };
}

function baseAddress(text: string): URL {
  const base = URL.parse(text);
  if (base && /^https?:$/.test(base.protocol) && base.username === '' && base.search === '') return base;
  throw new CliError(`SPRK_URL is not an http address: "${text}". An example: http://127.0.0.1:8080`, {
    exitCode: 2,
  });
}

function noAnswer(url: string, cause: unknown): NoAnswer {
  const { code, message } = cause as { code?: string; message?: string };
  const advice = 'Start the backend (npm start) or set SPRK_URL to where it runs.';
  return new NoAnswer(`No answer from ${url} (${code ?? message}). ${advice}`, { cause });
}

function seconds(retryAfter: string | string[] | undefined): number | undefined {
  return typeof retryAfter === 'string' && /^\d{1,6}$/.test(retryAfter) ? Number(retryAfter) : undefined;
}
