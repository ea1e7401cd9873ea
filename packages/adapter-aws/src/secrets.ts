import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { ConfigError, partnerSecrets, type Secrets, webhookKey } from '@sprk/platform';
import type { ResourceNames } from './resource-names.ts';

const INTERNAL_COUNTS = [1, 2];
const MIN_MASTER_BYTES = 32;

/** What matcher and cruncher need: their roles can read nothing else. */
export async function readInternalSecrets(
  client: SecretsManagerClient,
  names: ResourceNames,
): Promise<readonly string[]> {
  const id = names.secret('internal-webhook');
  const secrets = internalSecretsOf(await read(client, id));
  if (!secrets) throw refusal(id, 'must be {"secrets":[…]} with one whsec_ secret, or two during a rotation');
  return secrets;
}

/**
 * The secrets of an installation on AWS. There is no key of a development login among them.
 * @throws ConfigError, one line without the value, when a secret is missing or malformed.
 */
export async function readSecrets(client: SecretsManagerClient, names: ResourceNames): Promise<Secrets> {
  const id = names.secret('partner-webhook');
  const [internalWebhookSecrets, text] = await Promise.all([
    readInternalSecrets(client, names),
    read(client, id),
  ]);
  const master = Buffer.from(text);
  if (master.length < MIN_MASTER_BYTES) {
    throw refusal(id, `must be at least ${MIN_MASTER_BYTES} random characters`);
  }
  return { internalWebhookSecrets, partnerSecret: partnerSecrets(master) };
}

async function read(client: SecretsManagerClient, SecretId: string): Promise<string> {
  try {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId }));
    if (SecretString !== undefined) return SecretString;
  } catch (cause) {
    const name = cause instanceof Error ? cause.name : 'unknown error';
    throw refusal(SecretId, `cannot be read (${name}): give it a value, and this role the right to read it`);
  }
  throw refusal(SecretId, 'must be text');
}

function internalSecretsOf(text: string): readonly string[] | undefined {
  try {
    const { secrets } = JSON.parse(text);
    for (const secret of secrets) webhookKey(secret);
    return INTERNAL_COUNTS.includes(secrets.length) ? secrets : undefined;
  } catch {
    // Whatever is wrong inside, the advice is the same; the text must not be shown.
    return undefined;
  }
}

function refusal(id: string, problem: string): ConfigError {
  return new ConfigError([`The secret ${id} in Secrets Manager ${problem}`]);
}
