import { ConfigError, newWebhookSecret } from '@sprk/platform';
import { describe, expect, it } from 'vitest';
import { readMatcherConfig } from './config.ts';

const secrets = [newWebhookSecret(), newWebhookSecret()];
const env = { SPRK_BACKEND_URL: 'http://127.0.0.1:8081/', SPRK_INTERNAL_SECRET: secrets.join(' ') };

describe('readMatcherConfig', () => {
  it('fills in what is not set', () => {
    expect(readMatcherConfig(env)).toEqual({
      backendUrl: 'http://127.0.0.1:8081',
      internalSecrets: secrets,
      host: '127.0.0.1',
      port: 8082,
      logLevel: 'info',
      store: { kind: 'embedded' },
    });
  });

  it('names every problem at once and shows no secret', () => {
    const bad = { SPRK_MATCHER_PORT: '99999', SPRK_INTERNAL_SECRET: 'hunter2', SPRK_MATCHER_PROT: '1' };

    const reading = () => readMatcherConfig(bad);

    expect(reading).toThrow(ConfigError);
    expect(reading).toThrow(/SPRK_BACKEND_URL is missing[\s\S]*SPRK_MATCHER_PORT must be[\s\S]*did you mean/);
    expect(reading).not.toThrow(/hunter2/);
  });

  it('asks for a secret, or the folder that holds one', () => {
    expect(() => readMatcherConfig({ SPRK_BACKEND_URL: 'http://x' })).toThrow('SPRK_DATA_DIR');
  });
});
