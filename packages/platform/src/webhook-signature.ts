import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto';
import { webhookKey } from './webhook-secret.ts';

export type WebhookBody = string | Uint8Array;
export type WebhookHeaders = {
  readonly 'webhook-id': string;
  readonly 'webhook-timestamp': string;
  readonly 'webhook-signature': string;
};
export type IncomingHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;
export type RefusalReason =
  | 'missing_header'
  | 'bad_id'
  | 'bad_timestamp'
  | 'too_old'
  | 'in_future'
  | 'bad_signature';
export type Verdict =
  | { readonly ok: true; readonly id: string }
  | { readonly ok: false; readonly reason: RefusalReason };

export type WebhookSigner = {
  /** A retry signs again with the same id and a fresh timestamp. @param timestampSeconds since 1970. */
  sign(message: { id: string; timestampSeconds: number; body: WebhookBody }): WebhookHeaders;
  /**
   * Whether one of the signatures is by one of the secrets, and at most 5 minutes old or early. The same id
   * again within that time is accepted here: effects are idempotent by their own keys, which outlive 5 minutes.
   * @param body the bytes as received, before any parsing.
   */
  verify(headers: IncomingHeaders, body: WebhookBody, nowSeconds: number): Verdict;
};

export const TOLERANCE_SECONDS = 300;
/** More would only make a forger's tries cheaper. */
const MAX_SIGNATURES = 10;
/** 32 bytes of SHA-256. */
const BASE64_LENGTH = 44;
/** Visible ASCII without the full stop: it separates id, timestamp and body in what is signed. */
const ID = /^[!-\-/-~]{1,256}$/;
const TIMESTAMP = /^[1-9]\d{0,11}$/;

/**
 * Standard Webhooks signatures, version v1 (HMAC-SHA256).
 * @param secrets one or two `whsec_` secrets; during a rotation both sign and both verify, the new one first.
 * @throws Error when a secret is not of 24 to 64 bytes.
 */
export function createSigner(secrets: readonly string[]): WebhookSigner {
  if (secrets.length < 1 || secrets.length > 2)
    throw new Error('Give one webhook secret, or two during a rotation');
  const keys = secrets.map(webhookKey);

  return {
    sign({ id, timestampSeconds, body }) {
      const timestamp = String(timestampSeconds);
      if (!ID.test(id))
        throw new Error(`A webhook id must be 1 to 256 visible characters without a dot: ${id}`);
      if (!TIMESTAMP.test(timestamp))
        throw new Error(`A webhook timestamp must be whole seconds: ${timestamp}`);
      const signatures = keys.map((key) => `v1,${hmac(key, id, timestamp, body)}`);
      return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
    },

    verify(headers, body, nowSeconds) {
      const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature } = headers;
      if (typeof id !== 'string' || typeof timestamp !== 'string' || typeof signature !== 'string') {
        return refused('missing_header');
      }
      if (!ID.test(id)) return refused('bad_id');
      if (!TIMESTAMP.test(timestamp)) return refused('bad_timestamp');
      const ageSeconds = nowSeconds - Number(timestamp);
      if (ageSeconds > TOLERANCE_SECONDS) return refused('too_old');
      if (ageSeconds < -TOLERANCE_SECONDS) return refused('in_future');
      const given = signaturesOf(signature);
      if (given.length === 0) return refused('bad_signature');
      const isOurs = keys.some((key) => {
        const expected = Buffer.from(hmac(key, id, timestamp, body));
        return given.some((text) => timingSafeEqual(text, expected));
      });
      return isOurs ? { ok: true, id } : refused('bad_signature');
    },
  };
}

function hmac(key: KeyObject, id: string, timestamp: string, body: WebhookBody): string {
  const head = `${id}.${timestamp}.`;
  // One update for texts: each crossing into the crypto library costs as much as hashing a small body.
  if (typeof body === 'string')
    return createHmac('sha256', key)
      .update(head + body)
      .digest('base64');
  return createHmac('sha256', key).update(head).update(body).digest('base64');
}

/**
 * The v1 signatures of the header; others (v1a, garbage, wrong lengths) are left out. They stay texts: several
 * base64 texts decode to the same bytes, and only the exact one is a signature.
 */
function signaturesOf(header: string): Buffer[] {
  return header
    .split(' ', MAX_SIGNATURES)
    .filter((part) => part.startsWith('v1,'))
    .map((part) => Buffer.from(part.slice(3)))
    .filter((text) => text.length === BASE64_LENGTH);
}

function refused(reason: RefusalReason): Verdict {
  return { ok: false, reason };
}
