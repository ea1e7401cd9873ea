import { describe, expect, it } from 'vitest';
import { ConfigError } from './config-error.ts';
import { readEnv } from './read-env.ts';
import { STORE_ENV, toStoreSettings } from './store-settings.ts';

const settings = (env: Record<string, string>) => toStoreSettings(readEnv(STORE_ENV, env));

describe('store settings', () => {
  it('keep everything on this machine unless told otherwise', () => {
    expect(settings({})).toEqual({ kind: 'embedded' });
  });

  it('name the environment and the bucket on AWS', () => {
    const env = { SPRK_STORE: 'aws', SPRK_ENVIRONMENT: 'dev', SPRK_WEIGHTS_BUCKET: 'sprk-dev-weights-1' };

    expect(settings(env)).toEqual({ kind: 'aws', environment: 'dev', weightsBucket: 'sprk-dev-weights-1' });
  });

  it('ask for the bucket where it is missing, and refuse names that no resource could have', () => {
    expect(() => settings({ SPRK_STORE: 'aws' })).toThrow(/SPRK_WEIGHTS_BUCKET must name the bucket/);
    expect(() => settings({ SPRK_ENVIRONMENT: 'Prod Two' })).toThrow(ConfigError);
    expect(() => settings({ SPRK_STORE: 'dynamo' })).toThrow(/SPRK_STORE/);
  });
});
