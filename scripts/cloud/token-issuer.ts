import { createDevIssuer, type DevIssuer, openSecrets } from '@sprk/platform';
import { CLOUD_FOLDER } from './cloud-folder.ts';

export const TOKEN_NAMES = { issuer: 'sprk-cloud-local', audience: 'sprk' } as const;

/**
 * The issuer of env `local`, with a key set of its own: the backend gets the public half in a file, as it gets that of
 * a real issuer, and has no development login. The key is made at the first use, readable by its owner only.
 */
export function openTokenIssuer(): DevIssuer {
  const { devSigningKey } = openSecrets(CLOUD_FOLDER);
  return createDevIssuer({ signingKey: devSigningKey, ...TOKEN_NAMES });
}
