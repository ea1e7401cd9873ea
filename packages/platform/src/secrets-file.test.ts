import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { ConfigError } from './config-error.ts';
import { openSecrets } from './secrets-file.ts';
import { createSigner } from './webhook-signature.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sprk-secrets-'));
  folders.push(folder);
  return join(folder, 'data');
}

function problemOf(folder: string): string {
  try {
    openSecrets(folder);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    const { problems } = error as ConfigError;
    expect(problems).toHaveLength(1);
    expect(problems[0]).not.toContain('\n');
    return problems[0] ?? '';
  }
  throw new Error('it was accepted');
}

describe('openSecrets', () => {
  it('makes usable secrets once, for the owner only, and leaves nothing else behind', () => {
    const folder = aFolder();
    const first = openSecrets(folder);
    const second = openSecrets(folder);

    expect(readdirSync(folder)).toEqual(['secrets.json']);
    expect(statSync(join(folder, 'secrets.json')).mode & 0o777).toBe(0o600);
    expect(second.internalWebhookSecrets).toEqual(first.internalWebhookSecrets);
    expect(second.devSigningKey).toEqual(first.devSigningKey);
    expect(first.devSigningKey).toMatchObject({ kty: 'OKP', crv: 'Ed25519' });
    expect(() => createSigner(first.internalWebhookSecrets)).not.toThrow();
  });

  it('derives a stable secret for each partner, another for each installation', () => {
    const folder = aFolder();
    const secrets = openSecrets(folder);

    expect(secrets.partnerSecret('rec_1')).toBe(openSecrets(folder).partnerSecret('rec_1'));
    expect(secrets.partnerSecret('rec_1')).not.toBe(secrets.partnerSecret('rec_2'));
    expect(secrets.partnerSecret('rec_1')).not.toBe(openSecrets(aFolder()).partnerSecret('rec_1'));
    expect(() => createSigner([secrets.partnerSecret('rec_1')])).not.toThrow();
  });

  it('gives processes that start at once the same secrets', async () => {
    const folder = aFolder();
    const script = `import { openSecrets } from ${JSON.stringify(join(import.meta.dirname, 'secrets-file.ts'))};
      console.log(openSecrets(process.argv[1]).internalWebhookSecrets[0]);`;
    const run = () => promisify(execFile)(process.execPath, ['--input-type=module', '-e', script, folder]);

    const results = await Promise.all([run(), run(), run(), run()]);

    expect(new Set(results.map(({ stdout }) => stdout)).size).toBe(1);
    expect(readdirSync(folder)).toEqual(['secrets.json']);
  });

  it('refuses a file that others can read and says what to do', () => {
    const folder = aFolder();
    openSecrets(folder);
    chmodSync(join(folder, 'secrets.json'), 0o640);

    expect(problemOf(folder)).toMatch(/can be read or changed by other users: run chmod 600 /);
  });

  it.each([
    ['cut off', (text: string) => text.slice(0, 100)],
    ['empty', () => ''],
    ['of another version', (text: string) => text.replace('"version": 1', '"version": 2')],
    ['with a short secret', (text: string) => text.replace(/whsec_[^"]+/, 'whsec_c2hvcnQ=')],
    ['without the key', (text: string) => text.replace('"d"', '"e"')],
  ])('refuses a file that is %s without showing its content', (_, damage) => {
    const folder = aFolder();
    const path = join(folder, 'secrets.json');
    openSecrets(folder);
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, damage(text));

    expect(problemOf(folder)).toMatch(/is damaged: restore it from a backup, or remove it/);
    expect(problemOf(folder)).not.toContain('whsec_');
  });

  it('says what to do when the folder cannot be used', () => {
    const folder = aFolder();
    openSecrets(folder);

    expect(problemOf(join(folder, 'secrets.json', 'below'))).toMatch(
      /choose a writable folder|give its owner read access/,
    );
  });
});
