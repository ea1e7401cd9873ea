import type { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { newWebhookSecret } from '@sprk/platform';
import { describe, expect, it } from 'vitest';
import { resourceNames } from './resource-names.ts';
import { readSecrets } from './secrets.ts';

const INTERNAL = 'sprk/test/internal-webhook';
const PARTNER = 'sprk/test/partner-webhook';
const MASTER = 'k'.repeat(43);

function manager(values: Readonly<Record<string, string>>): SecretsManagerClient {
  const send = async ({ input: { SecretId = '' } }: GetSecretValueCommand) => {
    if (!(SecretId in values))
      throw Object.assign(new Error('not there'), { name: 'ResourceNotFoundException' });
    return { SecretString: values[SecretId] };
  };
  return { send } as unknown as SecretsManagerClient;
}
const read = (values: Readonly<Record<string, string>>) =>
  readSecrets(manager(values), resourceNames('test'));

describe('readSecrets', () => {
  it('reads both, derives the partners’ ones, and knows no development login', async () => {
    const secrets = [newWebhookSecret(), newWebhookSecret()];

    const first = await read({ [INTERNAL]: JSON.stringify({ secrets }), [PARTNER]: MASTER });
    const again = await read({ [INTERNAL]: JSON.stringify({ secrets }), [PARTNER]: MASTER });

    expect(first.internalWebhookSecrets).toEqual(secrets);
    expect(first.partnerSecret('rec_1')).toBe(again.partnerSecret('rec_1'));
    expect(first.partnerSecret('rec_1')).not.toBe(first.partnerSecret('rec_2'));
    expect(first).not.toHaveProperty('devSigningKey');
  });

  it.each([
    ['is missing', {}, 'cannot be read (ResourceNotFoundException)'],
    ['is no JSON', { [INTERNAL]: 'hush', [PARTNER]: MASTER }, `The secret ${INTERNAL}`],
    ['is empty', { [INTERNAL]: '{"secrets":[]}', [PARTNER]: MASTER }, `The secret ${INTERNAL}`],
    [
      'is weak',
      { [INTERNAL]: '{"secrets":["whsec_aHVzaA=="]}', [PARTNER]: MASTER },
      `The secret ${INTERNAL}`,
    ],
    [
      'master is short',
      { [INTERNAL]: JSON.stringify({ secrets: [newWebhookSecret()] }), [PARTNER]: 'hush' },
      `The secret ${PARTNER}`,
    ],
  ])('refuses in one line without the value when one %s', async (_, values, text) => {
    const failure = await read(values).catch((error: Error) => error);

    expect(failure).toMatchObject({ name: 'ConfigError', message: expect.stringContaining(text) });
    expect(failure).toMatchObject({ message: expect.not.stringMatching(/hush|aHVz|\n/) });
  });
});
