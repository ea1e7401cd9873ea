import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';

const PREFIX = 'whsec_';
const MIN_BYTES = 24;
const MAX_BYTES = 64;

/** A Standard Webhooks secret: `whsec_` and the base64 of 32 random bytes. */
export function newWebhookSecret(): string {
  return toWebhookSecret(randomBytes(32));
}

export function toWebhookSecret(bytes: Uint8Array): string {
  return `${PREFIX}${Buffer.from(bytes).toString('base64')}`;
}

/**
 * The key of a `whsec_` secret of 24 to 64 bytes. Keep it: HMAC with a Buffer as key makes a new key each
 * time, 7 times slower on Node 24.
 * @throws Error without the secret in its text.
 */
export function webhookKey(secret: string): KeyObject {
  const encoded = secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : '';
  const bytes = Buffer.from(encoded, 'base64');
  const isExact = bytes.toString('base64').replace(/=+$/, '') === encoded.replace(/=+$/, '');
  if (!isExact || bytes.length < MIN_BYTES || bytes.length > MAX_BYTES) {
    throw new Error(
      `A webhook secret must be ${PREFIX} and the base64 of ${MIN_BYTES} to ${MAX_BYTES} random bytes`,
    );
  }
  return createSecretKey(bytes);
}
