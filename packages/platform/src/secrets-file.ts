import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { JWK } from 'jose';
import { ConfigError } from './config-error.ts';
import { createFileOnce } from './create-file-once.ts';
import { partnerSecrets } from './partner-secrets.ts';
import { newWebhookSecret, webhookKey } from './webhook-secret.ts';

export type Secrets = {
  /** For signatures between our own services; two during a rotation. */
  readonly internalWebhookSecrets: readonly string[];
  /** Private Ed25519 JWK of the development login; absent where there must be none, as on AWS. */
  readonly devSigningKey?: JWK;
  /** The `whsec_` secret of one partner's webhooks, derived: nothing to store, always the same. */
  partnerSecret(partnerId: string): string;
};

type Stored = {
  readonly version: 1;
  readonly internalWebhookSecrets: string[];
  readonly masterWebhookSecret: string;
  readonly devSigningKey: JWK;
};

const FILE_NAME = 'secrets.json';
const GROUP_AND_OTHERS = 0o077;

/**
 * The secrets of a one-machine installation, made at the first start in `dir/secrets.json`, mode 0600.
 * Two processes that start at once end with the same secrets.
 * @throws ConfigError, one line, when the file is unreadable, damaged, or readable by others.
 */
export function openSecrets(dir: string): Required<Secrets> {
  const path = join(dir, FILE_NAME);
  const stored = read(path) ?? create(dir, path);
  return {
    internalWebhookSecrets: stored.internalWebhookSecrets,
    devSigningKey: stored.devSigningKey,
    partnerSecret: partnerSecrets(Buffer.from(stored.masterWebhookSecret, 'base64')),
  };
}

function read(path: string): Stored | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return undefined;
    throw refusal(`cannot be read (${codeOf(cause)}): give its owner read access, or run as the owner`, path);
  }
  // Windows has no such bits: there the folder's access rules decide.
  if (process.platform !== 'win32' && (statSync(path).mode & GROUP_AND_OTHERS) !== 0) {
    throw refusal(`can be read or changed by other users: run chmod 600 ${path}`, path);
  }
  const stored = parse(text);
  if (stored === undefined) {
    throw refusal(
      'is damaged: restore it from a backup, or remove it to make new secrets (partners then need theirs again)',
      path,
    );
  }
  return stored;
}

function parse(text: string): Stored | undefined {
  try {
    const { version, internalWebhookSecrets, masterWebhookSecret, devSigningKey } = JSON.parse(text);
    for (const secret of internalWebhookSecrets) webhookKey(secret);
    const isWhole =
      version === 1 &&
      [1, 2].includes(internalWebhookSecrets.length) &&
      Buffer.from(masterWebhookSecret, 'base64').length === 32 &&
      [devSigningKey.d, devSigningKey.x, devSigningKey.kid].every((part) => typeof part === 'string');
    return isWhole ? { version, internalWebhookSecrets, masterWebhookSecret, devSigningKey } : undefined;
  } catch {
    // Whatever is wrong inside, the advice is the same; the text must not be shown.
    return undefined;
  }
}

function create(dir: string, path: string): Stored {
  try {
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    createFileOnce(path, JSON.stringify(newSecrets(), null, 2));
  } catch (cause) {
    throw refusal(`cannot be made (${codeOf(cause)}): choose a writable folder on a local disk`, path);
  }
  const stored = read(path);
  if (stored === undefined) throw refusal('vanished right after it was made: start again', path);
  return stored;
}

function newSecrets(): Stored {
  const devSigningKey = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  return {
    version: 1,
    internalWebhookSecrets: [newWebhookSecret()],
    masterWebhookSecret: randomBytes(32).toString('base64'),
    devSigningKey: { ...(devSigningKey as JWK), kid: randomBytes(8).toString('hex') },
  };
}

function refusal(problem: string, path: string): ConfigError {
  return new ConfigError([`The secrets file ${path} ${problem}`]);
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
