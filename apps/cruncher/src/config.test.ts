import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError, newWebhookSecret, openSecrets } from '@sprk/platform';
import { describe, expect, it } from 'vitest';
import { readCruncherConfig } from './config.ts';

const secret = newWebhookSecret();
const env = { SPRK_BACKEND_URL: 'http://127.0.0.1:8081', SPRK_INTERNAL_SECRET: secret };

describe('readCruncherConfig', () => {
  it('fills in what is not set', () => {
    expect(readCruncherConfig(env)).toEqual({
      backendUrl: 'http://127.0.0.1:8081',
      internalSecrets: [secret],
      matcherUrls: [],
      host: '127.0.0.1',
      port: 8083,
      logLevel: 'info',
      store: { kind: 'embedded' },
    });
  });

  it('reads the secret from the data folder, and a list of matchers', () => {
    const dir = mkdtempSync(join(tmpdir(), 'sprk-'));
    try {
      const { internalWebhookSecrets } = openSecrets(dir);
      const config = readCruncherConfig({
        SPRK_BACKEND_URL: 'http://b:1',
        SPRK_DATA_DIR: dir,
        SPRK_MATCHER_URLS: 'http://m1:8082/, https://m2',
        SPRK_MATCHER_PORT: '8082',
      });

      expect(config).toMatchObject({
        internalSecrets: internalWebhookSecrets,
        matcherUrls: ['http://m1:8082', 'https://m2'],
      });
    } finally {
      rmSync(dir, { recursive: true });
    }
  });

  it('says what is wrong', () => {
    expect(() => readCruncherConfig({ ...env, SPRK_MATCHER_URLS: 'http://a,file:///x' })).toThrow(
      'file:///x',
    );
    expect(() => readCruncherConfig({ SPRK_BACKEND_URL: 'http://b' })).toThrow(ConfigError);
  });
});
