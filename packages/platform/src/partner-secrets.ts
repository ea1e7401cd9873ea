import { createHmac, createSecretKey } from 'node:crypto';
import { toWebhookSecret } from './webhook-secret.ts';

/** The `whsec_` secrets of partners, derived from one master: nothing to store, always the same. */
export function partnerSecrets(master: Uint8Array): (partnerId: string) => string {
  const key = createSecretKey(master);
  return (partnerId) => toWebhookSecret(createHmac('sha256', key).update(`webhook:${partnerId}`).digest());
}
