import {
  ConfigError,
  type EnvInput,
  envEnum,
  envPort,
  envString,
  envUrl,
  LOG_LEVELS,
  type LogLevel,
  openSecrets,
  readEnv,
  SPRK_NAMES,
} from '@sprk/platform';

export interface MatcherConfig {
  /** Internal listener of the backend. */
  readonly backendUrl: string;
  /** One or two `whsec_` secrets, the new one first. */
  readonly internalSecrets: readonly string[];
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  readonly logLevel: LogLevel;
}

export const MATCHER_ENV = {
  SPRK_BACKEND_URL: envUrl({ about: 'Internal listener of the backend' }),
  SPRK_INTERNAL_SECRET: envString({
    about: 'One or two whsec_ secrets between the services, separated by a blank, the new one first',
    pattern: /^whsec_\S+( +whsec_\S+)?$/,
    expects: 'one or two whsec_ secrets separated by a blank',
    optional: true,
    secret: true,
  }),
  SPRK_DATA_DIR: envString({ about: 'Folder of the secrets file, instead of the secret', optional: true }),
  SPRK_HOST: envString({ about: 'Address to listen on', default: '127.0.0.1' }),
  SPRK_MATCHER_PORT: envPort({ about: 'Port for weights, health and metrics', default: 8082 }),
  SPRK_LOG_LEVEL: envEnum(LOG_LEVELS, { about: 'Least severe level that is logged', default: 'info' }),
};

/** @throws ConfigError naming all problems at once. */
export function readMatcherConfig(env: EnvInput): MatcherConfig {
  const values = readEnv(MATCHER_ENV, env, SPRK_NAMES);
  return {
    backendUrl: values.SPRK_BACKEND_URL,
    internalSecrets: secretsOf(values.SPRK_INTERNAL_SECRET, values.SPRK_DATA_DIR),
    host: values.SPRK_HOST,
    port: values.SPRK_MATCHER_PORT,
    logLevel: values.SPRK_LOG_LEVEL,
  };
}

function secretsOf(secret: string | undefined, dataDir: string | undefined): readonly string[] {
  if (secret !== undefined) return secret.split(/ +/);
  if (dataDir !== undefined) return openSecrets(dataDir).internalWebhookSecrets;
  throw new ConfigError(['Set SPRK_INTERNAL_SECRET, or SPRK_DATA_DIR to read it from the secrets file']);
}
