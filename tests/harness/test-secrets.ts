import { createHmac, generateKeyPairSync } from 'node:crypto';
import type { Secrets } from '@sprk/platform';

function secretOf(text: string): string {
  return `whsec_${createHmac('sha256', 'test').update(text).digest('base64')}`;
}

/** The same in every run, but for the key of the development login, which no result depends on. */
export const testSecrets: Required<Secrets> = {
  internalWebhookSecrets: [secretOf('internal')],
  devSigningKey: {
    ...generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }),
    kid: 'test',
  } as Required<Secrets>['devSigningKey'],
  partnerSecret: (partnerId) => secretOf(partnerId),
};
