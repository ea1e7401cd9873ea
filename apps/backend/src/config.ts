import {
  type EnvInput,
  type EnvValues,
  envBool,
  envEnum,
  envInt,
  envPort,
  envString,
  envUrl,
  readEnv,
  SPRK_NAMES,
  STORE_ENV,
  type StoreSettings,
  toStoreSettings,
} from '@sprk/platform';

/** Every variable of the backend; example.env is tested against it. */
export const BACKEND_ENV = {
  SPRK_HOST: envString({ default: '127.0.0.1', about: 'address the public listener binds to' }),
  SPRK_PORT: envPort({ default: 8080, about: 'port of the public API; 0 takes a free one' }),
  SPRK_INTERNAL_HOST: envString({ default: '127.0.0.1', about: 'address of the internal listener' }),
  SPRK_INTERNAL_PORT: envPort({ default: 8081, about: 'port of the internal API, health and metrics' }),
  SPRK_DATA_DIR: envString({ default: './data', about: 'folder of the database and the secrets' }),
  ...STORE_ENV,
  SPRK_LOG_LEVEL: envEnum(['debug', 'info', 'warn', 'error', 'silent'], {
    default: 'info',
    about: 'least severe level that is logged',
  }),
  SPRK_JWKS_URL: envUrl({
    optional: true,
    about: 'keys of the OIDC issuer; without it only the development login works',
  }),
  SPRK_JWKS_FILE: envString({ optional: true, about: 'the same keys in a file, instead of their URL' }),
  SPRK_ISSUER: envString({ default: 'sprk-dev', about: 'expected issuer of the tokens' }),
  SPRK_AUDIENCE: envString({ default: 'sprk', about: 'expected audience of the tokens' }),
  SPRK_RATE_LIMIT_PER_MINUTE: envInt({
    default: 6000,
    min: 1,
    max: 10_000_000,
    about: 'requests per partner and minute',
  }),
  SPRK_ALLOW_PRIVATE_WEBHOOKS: envBool({
    default: false,
    about: 'let webhooks go to private addresses (development only)',
  }),
} as const;

export interface AuthConfig {
  /** Where the issuer's keys are; neither: only the development login works. */
  readonly jwksUrl: string | undefined;
  readonly jwksFile: string | undefined;
  readonly issuer: string;
  readonly audience: string;
}

export interface BackendConfig {
  readonly host: string;
  readonly port: number;
  readonly internalHost: string;
  readonly internalPort: number;
  readonly dataDir: string;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  readonly store: StoreSettings;
  readonly auth: AuthConfig;
  /** Hands tokens to whoever asks; only in standalone mode. */
  readonly devLogin: boolean;
  readonly rateLimitPerMinute: number;
  readonly allowPrivateWebhooks: boolean;
}

/** @throws ConfigError naming every problem at once */
export function backendConfig(env: EnvInput): BackendConfig {
  return toBackendConfig(readEnv(BACKEND_ENV, env, SPRK_NAMES), { devLogin: false });
}

export function toBackendConfig(
  values: EnvValues<typeof BACKEND_ENV>,
  mode: { readonly devLogin: boolean },
): BackendConfig {
  const auth = {
    jwksUrl: values.SPRK_JWKS_URL,
    jwksFile: values.SPRK_JWKS_FILE,
    issuer: values.SPRK_ISSUER,
    audience: values.SPRK_AUDIENCE,
  };
  const store = toStoreSettings(values);
  const hasIssuer = auth.jwksUrl !== undefined || auth.jwksFile !== undefined;
  return {
    host: values.SPRK_HOST,
    port: values.SPRK_PORT,
    internalHost: values.SPRK_INTERNAL_HOST,
    internalPort: values.SPRK_INTERNAL_PORT,
    dataDir: values.SPRK_DATA_DIR,
    logLevel: values.SPRK_LOG_LEVEL,
    store,
    auth,
    devLogin: mode.devLogin && store.kind === 'embedded' && !hasIssuer,
    rateLimitPerMinute: values.SPRK_RATE_LIMIT_PER_MINUTE,
    allowPrivateWebhooks: values.SPRK_ALLOW_PRIVATE_WEBHOOKS,
  };
}
