import { readFileSync } from 'node:fs';
import { ConfigError } from '@sprk/platform';
import type { AuthConfig } from './config.ts';

type KeySet = { keys: Record<string, unknown>[] };

/** Where the issuer's keys are, or the keys themselves; none: nobody can sign in. @throws ConfigError, one line */
export function readJwks({ jwksUrl, jwksFile }: Pick<AuthConfig, 'jwksUrl' | 'jwksFile'>): URL | KeySet {
  if (jwksUrl !== undefined) return new URL(jwksUrl);
  return jwksFile === undefined ? { keys: [] } : readKeys(jwksFile);
}

function readKeys(file: string): KeySet {
  try {
    const { keys } = JSON.parse(readFileSync(file, 'utf8'));
    if (Array.isArray(keys) && keys.length > 0) return { keys };
  } catch {
    // Whatever is wrong with it, the advice is the same.
  }
  throw new ConfigError([`SPRK_JWKS_FILE ${file} must be a readable JSON Web Key Set with at least one key`]);
}
