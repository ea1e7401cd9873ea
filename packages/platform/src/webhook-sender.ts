import { lookup as systemLookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { Agent, errors } from 'undici';
import { checkWebhookUrl, hostOf } from './check-webhook-url.ts';
import { isPublicAddress } from './safe-address.ts';

export type WebhookMessage = {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** For the whole exchange; Standard Webhooks recommends 15000 to 30000. */
  readonly timeoutMs: number;
};
export type Delivery =
  | { readonly kind: 'delivered'; readonly status: number }
  | {
      readonly kind: 'retryable';
      readonly reason: string;
      readonly status?: number;
      readonly retryAfterSeconds?: number;
    }
  /** Will fail again: count it, tell the partner. */
  | { readonly kind: 'permanent'; readonly reason: string; readonly status?: number }
  /** 410: the partner wants no more of them, switch the webhook off. */
  | { readonly kind: 'gone'; readonly reason: string; readonly status: 410 };
export type WebhookSender = AsyncDisposable & {
  /** Never throws for what the other side does. */
  post(message: WebhookMessage): Promise<Delivery>;
};
export type WebhookSenderOptions = {
  /** Http and private addresses: for tests and development only. */
  readonly allowPrivate: boolean;
  /** Default: the system's resolver. */
  readonly lookup?: LookupFunction;
};

class UnsafeAddressError extends Error {
  override readonly name = 'UnsafeAddressError';
}

/** An answer's text is of no use to us; a little is read so that the connection can be kept. */
const MAX_ANSWER_BYTES = 16 * 1024;
const MAX_RETRY_AFTER_SECONDS = 3600;

/**
 * Posts to addresses that strangers gave us. The address is checked when the connection is made, on what the name
 * resolved to at that moment (no rebinding); redirects are not followed; only 2xx is a success.
 */
export function createWebhookSender({
  allowPrivate,
  lookup = systemLookup,
}: WebhookSenderOptions): WebhookSender {
  const agent = new Agent({
    connect: { lookup: allowPrivate ? lookup : publicOnly(lookup), timeout: 10_000 },
    connections: 4,
    keepAliveTimeout: 4_000,
    maxHeaderSize: 16_384,
    maxResponseSize: MAX_ANSWER_BYTES,
  });

  async function post({ url, headers, body, timeoutMs }: WebhookMessage): Promise<Delivery> {
    const problem = checkWebhookUrl(url, { allowPrivate });
    if (problem !== undefined) return { kind: 'permanent', reason: `The address ${problem}` };
    const target = new URL(url);
    // An address in numbers is never looked up, so the check at connect time would not see it.
    if (!allowPrivate && isIP(hostOf(target)) !== 0 && !isPublicAddress(hostOf(target))) return unsafe();
    try {
      const answer = await agent.request({
        origin: target.origin,
        path: `${target.pathname}${target.search}`,
        method: 'POST',
        headers: { 'user-agent': 'sprk-webhooks/1', ...headers },
        body,
        signal: AbortSignal.timeout(timeoutMs),
      });
      // Reading on is only for the connection's sake: the status has decided.
      await answer.body.dump({ limit: MAX_ANSWER_BYTES }).catch(() => undefined);
      return deliveryOf(answer.statusCode, answer.headers['retry-after']);
    } catch (error) {
      return failedDelivery(error);
    }
  }

  return { post, [Symbol.asyncDispose]: () => agent.destroy() };
}

/** Refuses a name when any of its addresses is not public: mixed answers are the mark of rebinding. */
function publicOnly(lookup: LookupFunction): LookupFunction {
  return (host, options, callback) => {
    lookup(host, options, (error, found, family) => {
      const addresses = Array.isArray(found) ? found.map(({ address }) => address) : [found];
      if (error === null && (addresses.length === 0 || !addresses.every(isPublicAddress))) {
        callback(new UnsafeAddressError('not a public address'), found, family);
        return;
      }
      callback(error, found, family);
    });
  };
}

function deliveryOf(status: number, retryAfter: string | string[] | undefined): Delivery {
  if (status >= 200 && status < 300) return { kind: 'delivered', status };
  const reason = `The partner answered ${status}`;
  if (status === 410) return { kind: 'gone', status, reason };
  if (status === 408 || status === 425 || status === 429 || status >= 500) {
    const seconds = /^\d{1,9}$/.test(String(retryAfter)) ? Number(retryAfter) : undefined;
    const wait =
      seconds === undefined ? {} : { retryAfterSeconds: Math.min(seconds, MAX_RETRY_AFTER_SECONDS) };
    return { kind: 'retryable', status, reason, ...wait };
  }
  return { kind: 'permanent', status, reason };
}

function failedDelivery(error: unknown): Delivery {
  if (error instanceof UnsafeAddressError) return unsafe();
  if (error instanceof errors.InvalidArgumentError)
    return { kind: 'permanent', reason: 'The address cannot be used' };
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const isTimeout = error instanceof DOMException || code.includes('TIMEOUT');
  return {
    kind: 'retryable',
    reason: isTimeout ? 'The partner did not answer in time' : `No connection (${code})`,
  };
}

function unsafe(): Delivery {
  return { kind: 'permanent', reason: 'The address is not one of the public Internet' };
}
