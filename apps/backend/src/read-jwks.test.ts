import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readJwks } from './read-jwks.ts';

const folder = mkdtempSync(join(tmpdir(), 'sprk-jwks-'));
afterAll(() => rmSync(folder, { recursive: true }));

function fromFile(text: string) {
  const jwksFile = join(folder, 'jwks.json');
  writeFileSync(jwksFile, text);
  return () => readJwks({ jwksUrl: undefined, jwksFile });
}

describe('readJwks', () => {
  it('takes the URL, else the keys of the file, else none', () => {
    const jwksUrl = 'https://issuer.example/jwks';

    expect(readJwks({ jwksUrl, jwksFile: undefined })).toEqual(new URL(jwksUrl));
    expect(fromFile('{"keys":[{"kty":"OKP"}]}')()).toEqual({ keys: [{ kty: 'OKP' }] });
    expect(readJwks({ jwksUrl: undefined, jwksFile: undefined })).toEqual({ keys: [] });
  });

  it.each(['', '{}', '{"keys":[]}', '[1]'])('refuses a file with %j in one line', (text) => {
    expect(fromFile(text)).toThrow(/must be a readable JSON Web Key Set with at least one key$/);
  });

  it('refuses a file that is not there', () => {
    const jwksFile = join(folder, 'none.json');

    expect(() => readJwks({ jwksUrl: undefined, jwksFile })).toThrow(/none\.json must be a readable/);
  });
});
