import { describe, expect, expectTypeOf, it } from 'vitest';
import { ConfigError } from './config-error.ts';
import { envBool, envEnum, envInt, envList, envNumber, envPort, envString, envUrl } from './env-fields.ts';
import { describeEnv, readEnv, redactEnv } from './read-env.ts';

const schema = {
  SPRK_PORT: envPort({ default: 8080, about: 'Port of the public listener' }),
  SPRK_STORE: envEnum(['sqlite', 'aws'], { default: 'sqlite', about: 'Where data is kept' }),
  SPRK_ISSUER: envUrl({ about: 'Who issues tokens' }),
  SPRK_QUEUE_PREFIX: envString({ optional: true, pattern: /^[a-z-]+$/, about: 'Start of queue names' }),
  SPRK_WINDOW_MS: envInt({ default: 10, min: 0, max: 1000, about: 'Longest wait for a batch' }),
  SPRK_SHARE: envNumber({ default: 0.5, min: 0, max: 1, about: 'Share of traffic' }),
  SPRK_SECURE: envBool({ default: true, about: 'Require https' }),
  SPRK_ORIGINS: envList({ default: [], about: 'Origins allowed to embed' }),
  SPRK_WEBHOOK_SECRET: envString({
    secret: true,
    optional: true,
    pattern: /^whsec_/,
    about: 'Signing secret',
  }),
};

function problemsOf(env: Record<string, string>, alsoKnown?: string[]): readonly string[] {
  try {
    readEnv(schema, env, alsoKnown);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe('readEnv', () => {
  it('fills defaults, converts types and ignores variables of others', () => {
    const values = readEnv(schema, {
      SPRK_ISSUER: 'https://id.example.org/',
      SPRK_WINDOW_MS: '25',
      HOME: '/',
    });

    expect(values).toEqual({
      SPRK_PORT: 8080,
      SPRK_STORE: 'sqlite',
      SPRK_ISSUER: 'https://id.example.org',
      SPRK_QUEUE_PREFIX: undefined,
      SPRK_WINDOW_MS: 25,
      SPRK_SHARE: 0.5,
      SPRK_SECURE: true,
      SPRK_ORIGINS: [],
      SPRK_WEBHOOK_SECRET: undefined,
    });
    expectTypeOf(values.SPRK_STORE).toEqualTypeOf<'sqlite' | 'aws'>();
    expectTypeOf(values.SPRK_QUEUE_PREFIX).toEqualTypeOf<string | undefined>();
    expectTypeOf(values.SPRK_PORT).toEqualTypeOf<number>();
  });

  it('lists every problem at once, each with what to do', () => {
    const env = {
      SPRK_PORT: '99999',
      SPRK_STORE: 'oracle',
      SPRK_SHARE: '2',
      SPRK_SECURE: 'yes',
      SPRK_WINDOW_MS: '1e3',
    };

    expect(problemsOf(env)).toEqual([
      'SPRK_PORT must be a port from 0 to 65535, not "99999"',
      'SPRK_STORE must be one of sqlite, aws, not "oracle"',
      'SPRK_ISSUER is missing: set it to a URL that starts with http:// or https:// (Who issues tokens)',
      'SPRK_WINDOW_MS must be a whole number from 0 to 1000, not "1e3"',
      'SPRK_SHARE must be a number from 0 to 1, not "2"',
      'SPRK_SECURE must be true or false, not "yes"',
    ]);
  });

  it('refuses unknown settings of this product and suggests the right name', () => {
    const env = { SPRK_ISSUER: 'http://a', SPRK_PROT: '80', SPRK_ZZZZZZZZZZZZ: '1', SPRK_TOKEN: 'x' };

    expect(problemsOf(env, ['SPRK_TOKEN'])).toEqual([
      'SPRK_PROT is not a known setting: did you mean SPRK_PORT?',
      'SPRK_ZZZZZZZZZZZZ is not a known setting: remove it',
    ]);
  });

  it('does not print the value of a secret', () => {
    const problems = problemsOf({ SPRK_ISSUER: 'http://a', SPRK_WEBHOOK_SECRET: 'hunter2' });

    expect(problems).toHaveLength(1);
    expect(problems.join()).not.toContain('hunter2');
  });

  it('treats an empty text as not set', () => {
    expect(readEnv(schema, { SPRK_ISSUER: 'http://a', SPRK_PORT: ' ' }).SPRK_PORT).toBe(8080);
  });

  it('splits lists and reads numbers and URLs strictly', () => {
    const values = readEnv(schema, { SPRK_ISSUER: 'http://a', SPRK_ORIGINS: ' a , ,b', SPRK_SECURE: '0' });

    expect(values.SPRK_ORIGINS).toEqual(['a', 'b']);
    expect(values.SPRK_SECURE).toBe(false);
    expect(problemsOf({ SPRK_ISSUER: 'ftp://a' })).toHaveLength(1);
    expect(problemsOf({ SPRK_ISSUER: 'id.example.org' })).toHaveLength(1);
  });
});

describe('describeEnv and redactEnv', () => {
  it('shows names, defaults and whether a value is needed', () => {
    const rows = describeEnv({
      ...schema,
      SPRK_KEY: envString({ secret: true, default: 'dev', about: 'Key' }),
    });

    expect(rows.find((row) => row.name === 'SPRK_WINDOW_MS')).toMatchObject({
      default: '10',
      required: false,
    });
    expect(rows.find((row) => row.name === 'SPRK_ISSUER')).toMatchObject({
      default: undefined,
      required: true,
    });
    expect(rows.find((row) => row.name === 'SPRK_KEY')).toMatchObject({
      default: '[redacted]',
      secret: true,
    });
  });

  it('redacts secrets that are set', () => {
    const values = readEnv(schema, { SPRK_ISSUER: 'http://a', SPRK_WEBHOOK_SECRET: 'whsec_abc' });

    expect(redactEnv(schema, values)).toMatchObject({ SPRK_PORT: 8080, SPRK_WEBHOOK_SECRET: '[redacted]' });
  });
});
